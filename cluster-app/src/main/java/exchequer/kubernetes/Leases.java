package exchequer.kubernetes;

import akka.coordination.lease.LeaseException;
import com.google.gson.JsonObject;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The custom resources {@code leases.akka.io} of a namespace. Every method may fail. */
final class Leases {
  private static final int CREATED = 201;
  private static final int OK = 200;
  private static final int NOT_FOUND = 404;
  private static final int CONFLICT = 409;

  private final KubernetesApi api;
  private final String all;
  private final Optional<OwningPod> owner;

  Leases(KubernetesApi api) {
    this(api, Optional.empty());
  }

  /**
   * @param owner the pod with which those that are written shall go
   */
  Leases(KubernetesApi api, Optional<OwningPod> owner) {
    this.api = api;
    this.owner = owner;
    this.all = "/apis/akka.io/v1/namespaces/" + api.namespace() + "/leases";
  }

  /** Empty when there is none. */
  CompletionStage<Optional<LeaseResource>> find(String name) {
    return api.get(path(name))
        .thenCompose(
            answer ->
                switch (answer.status()) {
                  case OK -> done(Optional.of(LeaseResource.of(answer.body())));
                  case NOT_FOUND -> done(Optional.empty());
                  default -> failed("read", name, answer);
                });
  }

  CompletionStage<LeaseResource> readOrCreate(String name) {
    return find(name)
        .thenCompose(
            found ->
                found
                    .<CompletionStage<LeaseResource>>map(Leases::done)
                    .orElseGet(() -> create(name)));
  }

  private CompletionStage<LeaseResource> create(String name) {
    return api.post(all, json(LeaseResource.free(name)))
        .thenCompose(
            answer ->
                switch (answer.status()) {
                  case CREATED, OK -> done(LeaseResource.of(answer.body()));
                  // Another was faster.
                  case CONFLICT -> read(name);
                  default -> failed("create", name, answer);
                });
  }

  /** Fails when there is none. */
  CompletionStage<LeaseResource> read(String name) {
    return api.get(path(name))
        .thenCompose(
            answer ->
                answer.status() == OK
                    ? done(LeaseResource.of(answer.body()))
                    : failed("read", name, answer));
  }

  /**
   * Changes the lease if nobody has since the given one was read.
   *
   * @return as changed; empty when somebody was faster
   */
  CompletionStage<Optional<LeaseResource>> change(LeaseResource changed) {
    return api.put(path(changed.name()), json(changed))
        .thenCompose(
            answer ->
                switch (answer.status()) {
                  case OK -> done(Optional.of(LeaseResource.of(answer.body())));
                  case CONFLICT -> done(Optional.empty());
                  default -> failed("change", changed.name(), answer);
                });
  }

  /** As good when there was none. */
  CompletionStage<Void> delete(String name) {
    return api.delete(path(name))
        .thenCompose(
            answer ->
                answer.status() == OK || answer.status() == NOT_FOUND
                    ? done(null)
                    : failed("delete", name, answer));
  }

  private JsonObject json(LeaseResource lease) {
    JsonObject json = lease.json();
    owner.ifPresent(
        pod -> json.getAsJsonObject("metadata").add("ownerReferences", pod.references()));
    return json;
  }

  private String path(String name) {
    return all + "/" + name;
  }

  private static <T> CompletionStage<T> done(T value) {
    return CompletableFuture.completedFuture(value);
  }

  private static <T> CompletionStage<T> failed(
      String what, String name, KubernetesApi.Answer answer) {
    return CompletableFuture.failedFuture(
        new LeaseException("can't " + what + " lease " + name + ": " + answer.message()));
  }
}

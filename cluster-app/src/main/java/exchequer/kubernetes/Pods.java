package exchequer.kubernetes;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.stream.StreamSupport;

/** The ledger's pods. */
final class Pods {
  private static final int OK = 200;
  private static final Set<String> ENDED = Set.of("Succeeded", "Failed");

  private final KubernetesApi api;
  private final String all;
  private final String labels;

  Pods(KubernetesApi api, String labels) {
    this.api = api;
    this.all = "/api/v1/namespaces/" + api.namespace() + "/pods";
    this.labels = labels;
  }

  /** Names of pods that are told to end and may still run. */
  CompletionStage<List<String>> ending() {
    return api.get(all + "?labelSelector=" + URLEncoder.encode(labels, StandardCharsets.UTF_8))
        .thenApply(answer -> ending(checked("list pods", answer).getAsJsonArray("items")));
  }

  private static List<String> ending(JsonArray pods) {
    List<String> names = new ArrayList<>();
    for (JsonElement one : pods) {
      JsonObject pod = one.getAsJsonObject();
      JsonObject metadata = pod.getAsJsonObject("metadata");
      if (metadata.has("deletionTimestamp") && mayRun(pod)) {
        names.add(metadata.get("name").getAsString());
      }
    }
    return names;
  }

  /**
   * Kubernetes calls a pod Failed also when it gives up a node that it does not hear of. What that
   * node said last then still stands beside it: that a container runs.
   */
  private static boolean mayRun(JsonObject pod) {
    return !ENDED.contains(phase(pod)) || hasRunningContainer(pod);
  }

  private static boolean hasRunningContainer(JsonObject pod) {
    JsonArray containers = pod.getAsJsonObject("status").getAsJsonArray("containerStatuses");
    return containers != null
        && StreamSupport.stream(containers.spliterator(), false)
            .map(container -> container.getAsJsonObject().getAsJsonObject("state"))
            .anyMatch(state -> state != null && state.has("running"));
  }

  private static String phase(JsonObject pod) {
    JsonObject status = pod.getAsJsonObject("status");
    return status != null && status.has("phase") ? status.get("phase").getAsString() : "";
  }

  /** Sets an annotation of one of them. */
  CompletionStage<Void> annotate(String pod, String name, String value) {
    JsonObject annotations = new JsonObject();
    annotations.addProperty(name, value);
    JsonObject metadata = new JsonObject();
    metadata.add("annotations", annotations);
    JsonObject patch = new JsonObject();
    patch.add("metadata", metadata);
    return api.patch(all + "/" + pod, patch)
        .thenAccept(answer -> checked("annotate pod " + pod, answer));
  }

  private static JsonObject checked(String what, KubernetesApi.Answer answer) {
    if (answer.status() != OK) {
      throw new IllegalStateException("can't " + what + ": " + answer.message());
    }
    return answer.body();
  }
}

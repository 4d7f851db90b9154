package exchequer.kubernetes.e2e;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import exchequer.kubernetes.manifests.Kubectl;
import exchequer.kubernetes.manifests.Repository;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.dsl.RollableScalableResource;
import io.fabric8.kubernetes.client.readiness.Readiness;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The ledger in a namespace of its own, applied as a user applies it, and gone at the end. */
final class Deployed implements AutoCloseable {
  static final String NAME = "exchequer";
  private static final String NODE_PORT_SERVICE = "exchequer-from-outside";
  private static final Duration START_TIMEOUT = Duration.ofMinutes(6);
  private static final Duration CHANGE_TIMEOUT = Duration.ofMinutes(4);

  private final KubeSettings settings;
  private final KubernetesClient client;
  private final String namespace;

  private Deployed(KubeSettings settings, KubernetesClient client, String namespace) {
    this.settings = settings;
    this.client = client;
    this.namespace = namespace;
  }

  /** Applies the overlay to a new namespace and returns when all of its pods are ready. */
  static Deployed start() {
    Kubectl kubectl = Kubectl.find().orElse(null);
    assumeTrue(kubectl != null, Kubectl.absence());
    KubeSettings settings = KubeSettings.read();
    KubernetesClient client = new KubernetesClientBuilder().build();
    String namespace = "exchequer-" + Long.toString(System.currentTimeMillis() / 1000, 36);
    Deployed deployed = new Deployed(settings, client, namespace);
    try {
      kubectl.apply(deployed.overlay());
      deployed.awaitPods(3, START_TIMEOUT);
      deployed.openToOutside();
      return deployed;
    } catch (RuntimeException | Error failed) {
      deployed.printLogs();
      deployed.close();
      throw failed;
    }
  }

  KubeSettings settings() {
    return settings;
  }

  String namespace() {
    return namespace;
  }

  KubernetesClient client() {
    return client;
  }

  /** The ledger's pods that are ready and not on their way out. */
  List<String> readyPods() {
    return pods().stream()
        .filter(pod -> Readiness.getInstance().isReady(pod))
        .filter(pod -> pod.getMetadata().getDeletionTimestamp() == null)
        .map(pod -> pod.getMetadata().getName())
        .sorted()
        .toList();
  }

  List<Pod> pods() {
    return client
        .pods()
        .inNamespace(namespace)
        .withLabel("app.kubernetes.io/name", NAME)
        .list()
        .getItems();
  }

  String podAddress(String pod) {
    return client.pods().inNamespace(namespace).withName(pod).get().getStatus().getPodIP();
  }

  /** Where the API server really is, behind the address of its service. */
  String apiAddress() {
    return client
        .endpoints()
        .inNamespace("default")
        .withName("kubernetes")
        .get()
        .getSubsets()
        .get(0)
        .getAddresses()
        .get(0)
        .getIp();
  }

  /** host:port where the front door is reached from outside the cluster's pods. */
  String address() {
    int port =
        client
            .services()
            .inNamespace(namespace)
            .withName(NODE_PORT_SERVICE)
            .get()
            .getSpec()
            .getPorts()
            .get(0)
            .getNodePort();
    String node =
        settings
            .nodeAddress()
            .orElseGet(
                () ->
                    client.nodes().list().getItems().get(0).getStatus().getAddresses().stream()
                        .filter(address -> address.getType().equals("InternalIP"))
                        .findFirst()
                        .orElseThrow()
                        .getAddress());
    return node + ":" + port;
  }

  void scaleTo(int replicas) {
    deployment().scale(replicas);
  }

  /** Rolls the pods to another tag of their image. */
  void rollTo(String tag) {
    deployment()
        .edit(
            deployment -> {
              var container = deployment.getSpec().getTemplate().getSpec().getContainers().get(0);
              container.setImage(NAME + ":" + tag);
              return deployment;
            });
  }

  /** How often containers of the ledger were started anew, in the pods that are there now. */
  int restarts() {
    return pods().stream()
        .flatMap(pod -> pod.getStatus().getContainerStatuses().stream())
        .mapToInt(ContainerStatus::getRestartCount)
        .sum();
  }

  /** One of its pods, gracefully; its StatefulSet makes it again, with the same volume. */
  void deleteCassandra() {
    client.pods().inNamespace(namespace).withName("cassandra-0").delete();
  }

  String tag() {
    String image =
        deployment().get().getSpec().getTemplate().getSpec().getContainers().get(0).getImage();
    return image.substring(image.indexOf(':') + 1);
  }

  /** Returns when so many pods are there, all of them ready and of the newest revision. */
  void awaitPods(int count) {
    awaitPods(count, CHANGE_TIMEOUT);
  }

  private void awaitPods(int count, Duration timeout) {
    await()
        .atMost(timeout)
        .pollInterval(Duration.ofMillis(500))
        .ignoreExceptions()
        .until(() -> isRolledOut(count));
  }

  /** Whether so many pods are there and no others, all of them ready and of the newest revision. */
  boolean isRolledOut(int count) {
    Deployment deployment = deployment().get();
    var status = deployment.getStatus();
    return deployment.getMetadata().getGeneration().equals(status.getObservedGeneration())
        && Integer.valueOf(count).equals(status.getUpdatedReplicas())
        && pods().size() == count
        && readyPods().size() == count;
  }

  /** Also what is left of the namespace's pods and volumes; returns without waiting for it. */
  @Override
  public void close() {
    client.namespaces().withName(namespace).delete();
    client.close();
  }

  /** For a failed test: the newest lines of each pod. */
  void printLogs() {
    try {
      printEachLog();
    } catch (RuntimeException unreachable) {
      System.out.println("no logs: " + unreachable.getMessage());
    }
  }

  private void printEachLog() {
    for (Pod pod : client.pods().inNamespace(namespace).list().getItems()) {
      String name = pod.getMetadata().getName();
      System.out.println("--- " + name + " " + pod.getStatus().getPhase());
      try {
        System.out.println(
            client.pods().inNamespace(namespace).withName(name).tailingLines(15).getLog());
      } catch (RuntimeException notStarted) {
        System.out.println(notStarted.getMessage());
      }
    }
  }

  private RollableScalableResource<Deployment> deployment() {
    return client.apps().deployments().inNamespace(namespace).withName(NAME);
  }

  /** Applies the Job of kubernetes/load with other settings in its place, as a user would. */
  void applyLoad(Map<String, String> loadSettings) {
    Kubectl kubectl = Kubectl.find().orElseThrow();
    String literals =
        loadSettings.entrySet().stream()
            .map(setting -> "      - %s=%s\n".formatted(setting.getKey(), setting.getValue()))
            .collect(Collectors.joining());
    kubectl.apply(
        overlayOf(
            "load",
            Repository.load(),
            """
            configMapGenerator:
              - name: exchequer-load
                behavior: merge
                literals:
            """
                + literals));
  }

  /** The overlay in this namespace. */
  private Path overlay() {
    return overlayOf("ledger", Repository.overlay(settings.overlay()), "");
  }

  /** An overlay upon another, as a user would write one: in this namespace, and with more. */
  private Path overlayOf(String name, Path base, String more) {
    Path folder = Path.of("target", "e2e", namespace, name).toAbsolutePath();
    try {
      Files.createDirectories(folder);
      Files.writeString(
          folder.resolve("kustomization.yaml"),
          """
          apiVersion: kustomize.config.k8s.io/v1beta1
          kind: Kustomization
          namespace: %s
          resources:
            - %s
          """
                  .formatted(namespace, folder.relativize(base))
              + more);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    return folder;
  }

  private void openToOutside() {
    client
        .services()
        .inNamespace(namespace)
        .resource(
            new ServiceBuilder()
                .withNewMetadata()
                .withName(NODE_PORT_SERVICE)
                .endMetadata()
                .withNewSpec()
                .withType("NodePort")
                .addToSelector("app.kubernetes.io/name", NAME)
                .addNewPort()
                .withName("grpc")
                .withPort(8080)
                .withNewTargetPort("grpc")
                .endPort()
                .endSpec()
                .build())
        .create();
  }
}

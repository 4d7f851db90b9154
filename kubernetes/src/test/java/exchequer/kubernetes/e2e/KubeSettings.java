package exchequer.kubernetes.e2e;

import java.nio.file.Path;
import java.util.Optional;

/** How the tests run: properties of the Maven build, described in its pom. */
record KubeSettings(
    String overlay,
    Optional<Path> harness,
    Optional<String> nextTag,
    Optional<String> nodeAddress) {
  static KubeSettings read() {
    return new KubeSettings(
        System.getProperty("kube.overlay", "local"),
        property("kube.harness").map(Path::of),
        property("kube.next-tag"),
        property("kube.node-address"));
  }

  private static Optional<String> property(String name) {
    return Optional.ofNullable(System.getProperty(name)).filter(value -> !value.isBlank());
  }
}

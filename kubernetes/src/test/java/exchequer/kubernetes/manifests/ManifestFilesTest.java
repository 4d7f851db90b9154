package exchequer.kubernetes.manifests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every file, by itself. */
class ManifestFilesTest {
  private final StrictReader reader = new StrictReader();

  static List<Path> files() {
    return Repository.manifests();
  }

  static List<Path> filesOfComponents() {
    return files().stream()
        .filter(
            file ->
                Stream.of("base", "load")
                    .anyMatch(folder -> file.startsWith(Path.of(folder).toAbsolutePath())))
        .toList();
  }

  @Test
  void the_manifests_are_found() {
    assertThat(files()).hasSizeGreaterThan(25);
  }

  @ParameterizedTest
  @MethodSource("files")
  void a_file_has_only_what_Kubernetes_knows(Path file) {
    String yaml = Repository.text(file);

    var objects = reader.read(file.toString(), yaml);

    // A list is JSON patches: what they make is read in OverlaysTest.
    assertThat(objects).hasSize(yaml.lines().anyMatch(line -> line.startsWith("- op:")) ? 0 : 1);
  }

  @ParameterizedTest
  @MethodSource("filesOfComponents")
  void a_file_in_a_component_is_named_for_its_kind(Path file) {
    var object = reader.read(file.toString(), Repository.text(file)).get(0);

    assertThat(file.getFileName().toString()).startsWith(object.getKind());
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          replicas: 3, replica: 3, Unrecognized field "replica"
          replicas: 3, replicas: "three", Cannot coerce String value ("three")
          value: text, value: 5, Cannot coerce Integer value (5)
          kind: Deployment, kind: Deploiment, Kubernetes has no kind Deploiment in apps/v1
          apps/v1, apps/v1beta9, Kubernetes has no kind Deployment in apps/v1beta9
          name: a, 'name: a, name: b', duplicate key name
          """)
  void what_Kubernetes_does_not_know_is_refused(String good, String bad, String why) {
    String yaml =
        """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: a}
        spec:
          replicas: 3
          template:
            spec:
              containers: [{name: c, env: [{name: A, value: text}]}]
        """;
    assertThat(reader.read("good", yaml)).hasSize(1);

    assertThatThrownBy(() -> reader.read("bad", yaml.replace(good, bad))).hasMessageContaining(why);
  }
}

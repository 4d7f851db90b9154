package exchequer.kubernetes.manifests;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The {@code kubectl} on the path, for its Kustomize. The manifests' checks talk to no cluster. */
public final class Kubectl {
  /** Kustomize 5: the first to do all that the overlays ask of it. */
  private static final int OLDEST_MINOR = 27;

  private static final Pattern MINOR = Pattern.compile("\"minor\": *\"(\\d+)");

  private final Path program;

  private Kubectl(Path program) {
    this.program = program;
  }

  /** Empty when there is none, or an older one than the overlays need. */
  public static Optional<Kubectl> find() {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
        .map(folder -> Path.of(folder, "kubectl"))
        .filter(Files::isExecutable)
        .map(Kubectl::new)
        .filter(Kubectl::isNewEnough)
        .findFirst();
  }

  /** Why a test is skipped. */
  public static String absence() {
    return "skipped: no kubectl 1."
        + OLDEST_MINOR
        + " or newer on the path to render overlays with";
  }

  /** What `kubectl apply -k` would apply. */
  public String kustomize(Path folder) {
    return run("kustomize", folder.toString());
  }

  /** Applies a folder to the cluster that KUBECONFIG names. */
  public void apply(Path folder) {
    run("apply", "-k", folder.toString());
  }

  private boolean isNewEnough() {
    Matcher version = MINOR.matcher(run("version", "--client", "-o", "json"));
    return version.find() && Integer.parseInt(version.group(1)) >= OLDEST_MINOR;
  }

  private String run(String... arguments) {
    List<String> command =
        Stream.concat(Stream.of(program.toString()), Arrays.stream(arguments)).toList();
    try {
      Path errors = Files.createTempFile("kubectl", ".err");
      try {
        Process process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        if (process.waitFor() != 0) {
          throw new IllegalStateException(command + " failed: " + Files.readString(errors));
        }
        return output;
      } finally {
        Files.delete(errors);
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }
}

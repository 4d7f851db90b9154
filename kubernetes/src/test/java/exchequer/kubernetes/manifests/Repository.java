package exchequer.kubernetes.manifests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Where the manifests are, and what else in the repository they must agree with. */
public final class Repository {
  /** Maven runs tests in the module's folder. */
  private static final Path MODULE = Path.of("").toAbsolutePath();

  private static final Pattern SETTING = Pattern.compile("\\b(EXCHEQUER_[A-Z_]+)\\b");

  private Repository() {}

  public static Path overlay(String name) {
    return MODULE.resolve("overlays").resolve(name);
  }

  /** The Job that puts load on a ledger. */
  public static Path load() {
    return MODULE.resolve("load");
  }

  /** One that is only there to be checked. */
  static Path testOverlay(String name) {
    return MODULE.resolve("src/test/overlays").resolve(name);
  }

  /** Those for users, and those that try a component. */
  static List<Path> overlays() {
    return Stream.of("overlays", "src/test/overlays")
        .flatMap(folder -> files(MODULE.resolve(folder)).stream())
        .filter(file -> file.endsWith("kustomization.yaml"))
        .map(Path::getParent)
        .toList();
  }

  /** Every YAML file that is an object or a patch, not Kustomize's own and not Cassandra's. */
  static List<Path> manifests() {
    return Stream.of("base", "components", "load", "overlays")
        .flatMap(folder -> files(MODULE.resolve(folder)).stream())
        .filter(file -> file.toString().endsWith(".yaml"))
        .filter(file -> !file.endsWith("kustomization.yaml"))
        .filter(file -> !file.getParent().endsWith("config"))
        .toList();
  }

  /** The environment variables that the ledger reads, by its settings files and its code. */
  static Set<String> settingsRead() {
    Set<String> settings = new TreeSet<>();
    for (Path file : files(MODULE.resolveSibling("cluster-app/src/main"))) {
      Matcher setting = SETTING.matcher(text(file));
      while (setting.find()) {
        settings.add(setting.group(1));
      }
    }
    return settings;
  }

  static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static List<Path> files(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}

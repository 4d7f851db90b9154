package exchequer.load.peers;

import exchequer.load.settings.WrongSettingException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Compares a ledger with its peers, or with itself: what the scripts in {@code load-tests/peers}
 * start. Their first lines have the settings.
 */
public final class Peers {
  static final Map<String, Function<PeerSettings, Comparison>> COMPARISONS =
      Map.of(
          "run", RunComparison::new,
          "latency", LatencyComparison::new,
          "books", BooksComparison::new,
          "cpu", CpuComparison::new,
          "soak", SoakComparison::new,
          "overload", OverloadComparison::new);

  private Peers() {}

  /**
   * Ends the JVM: with 1 when something is not as it must be, with 2 when a setting is wrong or
   * something is missing.
   *
   * @param args the repository, one of {@code run latency books cpu soak overload}, and settings,
   *     such as {@code rounds=3}
   */
  public static void main(String[] args) throws InterruptedException {
    int status = 0;
    try {
      if (args.length < 2 || !COMPARISONS.containsKey(args[1])) {
        throw new PeersException(
            2, "allowed is one of " + String.join(", ", new TreeSet<>(COMPARISONS.keySet())));
      }
      Path root = Path.of(args[0]).toAbsolutePath().normalize();
      compare(comparison(args[1], root, List.of(args).subList(2, args.length)), root);
    } catch (WrongSettingException wrong) {
      System.err.println("error: " + wrong.getMessage());
      status = 2;
    } catch (PeersException failed) {
      System.err.println("error: " + failed.getMessage());
      status = failed.status();
    } catch (IOException | UncheckedIOException failed) {
      System.err.println("error: " + failed);
      status = 1;
    }
    System.exit(status);
  }

  private static void compare(Comparison comparison, Path root)
      throws IOException, InterruptedException {
    comparison.tools().require(root);
    try (Workplace place = new Workplace(root, comparison.shared())) {
      comparison.run(place);
    }
  }

  /**
   * One that has read all its settings.
   *
   * @throws WrongSettingException when one is not allowed, or is not known
   */
  static Comparison comparison(String name, Path root, List<String> given) {
    PeerSettings settings = PeerSettings.of(given, root.resolve("load-tests/target"));
    Comparison comparison = COMPARISONS.get(name).apply(settings);
    settings.refuseOthers();
    return comparison;
  }
}

package exchequer.ci;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads the reports of tests that Surefire and Failsafe have left below a folder, in {@code
 * target/surefire-reports} and {@code target/failsafe-reports} of every module. It is started from
 * its source, so that it works where nothing could be built:
 *
 * <pre>
 *   java TestReports.java counts FOLDER
 *   java TestReports.java finding FOLDER CLASS TEXT...
 * </pre>
 *
 * <p>{@code counts} prints how many tests each module ran, and the total in Surefire's form as the
 * last line. It ends with 1 when a test failed or none ran. {@code finding} ends with 0 when the
 * test class of that simple name failed and its report has one of the texts, else with 1.
 */
public final class TestReports {
  private static final List<String> FOLDERS = List.of("surefire-reports", "failsafe-reports");

  private TestReports() {}

  /**
   * Ends the JVM: with 1 as said above, with 2 when the arguments are wrong, or when a report can't
   * be read.
   */
  public static void main(String[] args) {
    try {
      System.exit(run(List.of(args)));
    } catch (IOException unreadable) {
      System.err.println("error: " + unreadable.getMessage());
      System.exit(2);
    }
  }

  private static int run(List<String> args) throws IOException {
    if (args.size() == 2 && args.get(0).equals("counts")) {
      Map<Path, Counts> byFolder = counts(Path.of(args.get(1)));
      Counts total = byFolder.values().stream().reduce(Counts.NONE, Counts::plus);
      byFolder.forEach((folder, counts) -> System.out.println(counts.row(folder)));
      if (total.run() == 0) {
        System.err.println("error: no test ran");
        return 1;
      }
      System.out.println(total.line());
      return total.isGreen() ? 0 : 1;
    }
    if (args.size() >= 4 && args.get(0).equals("finding")) {
      return finds(Path.of(args.get(1)), args.get(2), args.subList(3, args.size())) ? 0 : 1;
    }
    System.err.println("usage: TestReports counts FOLDER | finding FOLDER CLASS TEXT...");
    return 2;
  }

  /** What the reports of each folder that has some say, by that folder as seen from the root. */
  static Map<Path, Counts> counts(Path root) throws IOException {
    Map<Path, Counts> byFolder = new TreeMap<>();
    for (Path file : reports(root)) {
      byFolder.merge(root.relativize(file.getParent()), Report.read(file).counts(), Counts::plus);
    }
    return byFolder;
  }

  /** Whether the test class failed, and its report has one of the texts. */
  static boolean finds(Path root, String testClass, List<String> texts) throws IOException {
    for (Path file : reports(root)) {
      String ofClass = file.getFileName().toString().replaceAll("^TEST-|[$].*|\\.xml$", "");
      if (ofClass.substring(ofClass.lastIndexOf('.') + 1).equals(testClass)) {
        Report report = Report.read(file);
        if (!report.counts().isGreen() && texts.stream().anyMatch(report.text()::contains)) {
          return true;
        }
      }
    }
    return false;
  }

  private static List<Path> reports(Path root) throws IOException {
    List<Path> found = new ArrayList<>();
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
              throws IOException {
            Path parent = folder.getParent();
            boolean isBuilt = parent != null && parent.endsWith("target");
            if (isBuilt && FOLDERS.contains(folder.getFileName().toString())) {
              try (var files = Files.newDirectoryStream(folder, "TEST-*.xml")) {
                files.forEach(found::add);
              }
            }
            // Of what a build makes, only that: a test may have left whole repositories there.
            return isBuilt ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException gone) {
            return FileVisitResult.CONTINUE;
          }
        });
    found.sort(null);
    return found;
  }

  /** How many tests; those that failed, by an assertion or by anything else; those left out. */
  record Counts(int run, int failures, int errors, int skipped) {
    static final Counts NONE = new Counts(0, 0, 0, 0);

    Counts plus(Counts other) {
      return new Counts(
          run + other.run,
          failures + other.failures,
          errors + other.errors,
          skipped + other.skipped);
    }

    boolean isGreen() {
      return failures == 0 && errors == 0;
    }

    /** As Surefire closes with. */
    String line() {
      return "Tests run: %d, Failures: %d, Errors: %d, Skipped: %d"
          .formatted(run, failures, errors, skipped);
    }

    String row(Path folder) {
      return "%-45s %5d run %3d failed %3d skipped"
          .formatted(folder, run, failures + errors, skipped);
    }
  }

  /**
   * One file.
   *
   * @param counts of its test cases. The numbers in its first element are not taken: for a class
   *     with parameterized tests they may be of its methods, Surefire's total is of the cases
   * @param text all that was said: messages, stacks, output
   */
  record Report(Counts counts, String text) {
    static Report read(Path file) throws IOException {
      XMLInputFactory factory = XMLInputFactory.newFactory();
      factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
      try (InputStream in = Files.newInputStream(file)) {
        return read(factory.createXMLStreamReader(in));
      } catch (XMLStreamException broken) {
        throw new IOException(file + " is no report: " + broken.getMessage(), broken);
      }
    }

    private static Report read(XMLStreamReader xml) throws XMLStreamException {
      Counts counts = Counts.NONE;
      StringBuilder text = new StringBuilder();
      while (xml.hasNext()) {
        int event = xml.next();
        if (event == XMLStreamReader.START_ELEMENT) {
          counts = counts.plus(ofElement(xml.getLocalName()));
          String message = xml.getAttributeValue(null, "message");
          text.append(message == null ? "" : message).append('\n');
        } else if (event == XMLStreamReader.CHARACTERS || event == XMLStreamReader.CDATA) {
          text.append(xml.getText());
        }
      }
      return new Report(counts, text.toString());
    }

    private static Counts ofElement(String name) {
      return switch (name) {
        case "testcase" -> new Counts(1, 0, 0, 0);
        case "failure" -> new Counts(0, 1, 0, 0);
        case "error" -> new Counts(0, 0, 1, 0);
        case "skipped" -> new Counts(0, 0, 0, 1);
        default -> Counts.NONE;
      };
    }
  }
}

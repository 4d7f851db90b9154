package exchequer.ci;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import exchequer.ci.TestReports.Counts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestReportsTest {
  @TempDir Path root;

  @Test
  void tests_of_all_modules_and_of_both_plugins_are_counted() throws IOException {
    report("a/target/surefire-reports/TEST-x.ATest.xml", green("one") + green("two"));
    report("a/target/failsafe-reports/TEST-x.AIT.xml", green("three"));
    report("b/c/target/surefire-reports/TEST-x.BTest.xml", green("four"));

    assertThat(TestReports.counts(root))
        .isEqualTo(
            Map.of(
                Path.of("a/target/surefire-reports"), new Counts(2, 0, 0, 0),
                Path.of("a/target/failsafe-reports"), new Counts(1, 0, 0, 0),
                Path.of("b/c/target/surefire-reports"), new Counts(1, 0, 0, 0)));
  }

  @Test
  void cases_are_counted_and_not_what_the_first_element_says() throws IOException {
    report(
        "a/target/surefire-reports/TEST-x.ATest.xml",
        red("failure", "fails", "expected 1")
            + red("error", "breaks", "no such table")
            + "<testcase name='later'><skipped message='not here'/></testcase>"
            + green("one(int)[1]")
            + green("one(int)[2]"));

    Counts counts = TestReports.counts(root).get(Path.of("a/target/surefire-reports"));

    assertThat(counts).isEqualTo(new Counts(5, 1, 1, 1));
    assertThat(counts.line()).isEqualTo("Tests run: 5, Failures: 1, Errors: 1, Skipped: 1");
    assertThat(counts.isGreen()).isFalse();
  }

  @Test
  void only_reports_are_read() throws IOException {
    report("a/target/surefire-reports/other.xml", green("one"));
    report("a/target/scratch/target/surefire-reports/TEST-x.ATest.xml", green("one"));
    report("a/src/surefire-reports/TEST-x.ATest.xml", green("one"));

    assertThat(TestReports.counts(root)).isEmpty();
  }

  @Test
  void half_a_report_is_told_and_not_passed_over() throws IOException {
    Path file = write("a/target/surefire-reports/TEST-x.ATest.xml", "<testsuite><testcase");

    assertThatThrownBy(() -> TestReports.counts(root))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(file.toString());
  }

  @Test
  void a_finding_is_a_failed_test_that_says_one_of_the_texts() throws IOException {
    report(
        "a/target/surefire-reports/TEST-x.ATest.xml",
        red("failure", "fails", "found [&quot;late&quot;] &lt; 2"));
    report(
        "a/target/surefire-reports/TEST-x.BTest.xml",
        "<testcase name='one'><system-out><![CDATA[late]]></system-out></testcase>");

    assertThat(TestReports.finds(root, "ATest", List.of("never", "[\"late\"] < 2"))).isTrue();
    assertThat(TestReports.finds(root, "ATest", List.of("never"))).isFalse();
    assertThat(TestReports.finds(root, "Test", List.of("late"))).as("another class").isFalse();
    assertThat(TestReports.finds(root, "BTest", List.of("late"))).as("a green class").isFalse();
  }

  @Test
  void what_was_printed_before_a_failure_and_a_class_within_the_class_count_as_well()
      throws IOException {
    report(
        "a/target/failsafe-reports/TEST-x.AIT$Within.xml",
        "<testcase name='one'><failure message='no'/>"
            + "<system-out><![CDATA[finding STUCK x]]></system-out></testcase>");

    assertThat(TestReports.finds(root, "AIT", List.of("finding STUCK"))).isTrue();
  }

  private void report(String path, String cases) throws IOException {
    write(path, "<testsuite name='x' tests='7' errors='0'><properties/>" + cases + "</testsuite>");
  }

  private Path write(String path, String text) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  private static String green(String name) {
    return "<testcase name='" + name + "' classname='x' time='0.1'/>";
  }

  private static String red(String kind, String name, String message) {
    return "<testcase name='%s'><%s message='%s'><![CDATA[at x.y]]></%s></testcase>"
        .formatted(name, kind, message, kind);
  }
}

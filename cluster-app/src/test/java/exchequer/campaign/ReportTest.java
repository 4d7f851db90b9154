package exchequer.campaign;

import static exchequer.campaign.Story.MINT;
import static exchequer.campaign.Story.REST;
import static exchequer.campaign.Story.SHOP;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ReportTest {
  private static final Intent TRANSFER = Story.intent("1", MINT, SHOP, 10);

  @Test
  void tells_a_violation_with_what_proves_it() {
    // When
    Report report = reportOfALoss(Duration.ofSeconds(20));

    // Then
    assertThat(report.text())
        .contains("OUTCOME_LOST x 1")
        .contains("transfer of mint: POSTED")
        .contains("read transfer of mint: NOT_FOUND");
    assertThat(report.summary()).endsWith("violations: 1").contains("seed: 7");
  }

  @Test
  void tells_which_faults_happened_and_which_could_not() {
    assertThat(reportOfALoss(Duration.ofSeconds(20)).text())
        .containsPattern("CUT_ONE_WAY +1\n")
        .containsPattern("not done: there was no process +1\n");
  }

  @Test
  void a_campaign_with_too_little_of_anything_proves_nothing() {
    assertThat(reportOfALoss(Duration.ofMinutes(10)).shortcomings())
        .contains("only 2 operations were answered")
        .anyMatch(what -> what.startsWith("only these faults happened"))
        .contains("too few faults of the kind KILL");
  }

  @Test
  void the_timeline_is_a_picture_with_a_bar_for_each_fault_that_happened() throws Exception {
    // When
    String svg = Timeline.svg(reportOfALoss(Duration.ofSeconds(20)));

    // Then
    Document picture =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
    assertThat(picture.getElementsByTagName("polyline").getLength()).isEqualTo(3);
    assertThat(svg).contains("CUT_ONE_WAY").contains("OUTCOME_LOST");
  }

  private static Report reportOfALoss(Duration length) {
    History history =
        new Story()
            .send(100, TRANSFER, Answer.posted(false))
            .find(200, TRANSFER, Answer.NOT_FOUND)
            .find(REST, TRANSFER, Answer.posted(false))
            .rest(MINT, Story.line(1, TRANSFER, MINT, -10))
            .rest(SHOP, Story.line(1, TRANSFER, SHOP, 10))
            .history();
    Plan plan = Plan.of(7, length, 3, EnumSet.allOf(Fault.Kind.class));
    List<Injector.Done> faults =
        List.of(
            new Injector.Done(new Fault(Fault.Kind.CUT_ONE_WAY, 0, 1_000, 3, 1, 0), 10, 50, ""),
            new Injector.Done(
                new Fault(Fault.Kind.KILL, 0, 0, 1, 0, 0), 20, 60, "there was no process"));
    return new Report(plan, faults, List.of(), history, Checker.check(history), 0);
  }
}

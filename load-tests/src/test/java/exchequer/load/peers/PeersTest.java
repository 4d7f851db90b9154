package exchequer.load.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import exchequer.load.settings.WrongSettingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PeersTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Pattern SETTING = Pattern.compile("^#   ([a-z_]+)=(\\S*)(  .*)?$");

  @ParameterizedTest
  @ValueSource(strings = {"run", "latency", "books", "cpu", "soak", "overload"})
  void the_first_lines_of_a_script_have_all_its_settings_and_their_defaults(String name)
      throws IOException {
    PeerSettings settings = PeerSettings.of(List.of(), ROOT.resolve("load-tests/target"));

    assertThat(Peers.COMPARISONS.get(name).apply(settings)).isNotNull();
    assertThat(documented(name)).isEqualTo(settings.defaults());
  }

  private static Map<String, String> documented(String script) throws IOException {
    Map<String, String> documented = new TreeMap<>();
    for (String line : Files.readAllLines(ROOT.resolve("load-tests/peers/" + script))) {
      Matcher setting = SETTING.matcher(line);
      if (setting.matches()) {
        documented.put(setting.group(1), setting.group(2));
      }
    }
    return documented;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "run      | raounds=3         | raounds = 3: there is no such setting; there are accounts,",
        "run      | rounds            | rounds = : a value is missing",
        "run      | rounds=           | rounds = : a value is missing",
        "run      | rounds=many       | rounds = many: allowed is a whole number from 1 to",
        "run      | works=cold        | works = cold: allowed is uniform, hot, hot-source",
        "run      | works=hot,        | works = hot,: allowed is uniform, hot, hot-source",
        "run      | in_flight=64,x    | in_flight = 64,x: allowed is whole numbers from 1",
        "run      | calls=both        | calls = both: allowed is stream, unary",
        "run      | commit_log=group  | commit_log = group: allowed is batch, periodic",
        "run      | raw=yes           | raw = yes: allowed is on, off",
        "run      | least=hot:1       | least = hot:1: hot:1: allowed is work:who:ratio",
        "latency  | rate=0            | rate = 0: allowed is half, or a whole number",
        "latency  | clients=1001      | clients = 1001: allowed is a whole number from 1 to 1,000",
        "books    | books=0           | books = 0: allowed is whole numbers from 1",
        "cpu      | calls=unary,stream| calls = unary,stream: allowed is unary, stream",
        "soak     | share=101         | share = 101: allowed is a whole number from 1 to 100",
        "soak     | minutes=2         | sample_seconds = 60: allowed is what has 3 samples at least",
        "overload | multiples=1,,5    | multiples = 1,,5: allowed is numbers, several with commas",
        "overload | least=most        | least = most: allowed is a number",
      })
  void a_wrong_setting_is_told_with_what_is_allowed(String name, String given, String told) {
    assertThatThrownBy(() -> Peers.comparison(name, ROOT, List.of(given)))
        .isInstanceOf(WrongSettingException.class)
        .hasMessageStartingWith(told);
  }

  @Test
  void settings_are_what_was_given_the_last_of_a_name() {
    Comparison comparison =
        Peers.comparison(
            "run", ROOT, List.of("accounts=5", "accounts=7", "group=2", "commit_log=periodic"));

    assertThat(comparison.shared())
        .isEqualTo(
            new SharedSettings(
                7,
                2,
                1,
                SharedSettings.CommitLog.PERIODIC,
                ROOT.resolve("load-tests/target/peers")));
    assertThat(Peers.comparison("cpu", ROOT, List.of("nodes=3")).shared().nodes()).isEqualTo(3);
  }

  @Test
  void results_may_be_written_anywhere() {
    assertThat(Peers.comparison("soak", ROOT, List.of("out=/tmp/a b")).shared().out())
        .isEqualTo(Path.of("/tmp/a b"));
    assertThat(Peers.comparison("soak", ROOT, List.of("out=here")).shared().out())
        .isEqualTo(Path.of("here").toAbsolutePath());
  }
}

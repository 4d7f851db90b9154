package exchequer.load.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoadSettingsTest {
  private static final long NOW_MILLIS = 1_790_000_000_000L;

  @Test
  void without_properties_it_is_uniform_load_on_this_machine() {
    LoadSettings settings = LoadSettings.of(Map.of(), NOW_MILLIS);

    assertThat(settings.simulation()).isEqualTo(Simulation.UNIFORM);
    assertThat(settings.targets()).containsExactly("127.0.0.1:8080");
    assertThat(settings.accounts()).isEqualTo(100_000);
    assertThat(settings.model()).isEqualTo(Model.CLOSED);
    assertThat(settings.calls()).isEqualTo(Calls.UNARY);
    assertThat(settings.seconds()).isEqualTo(60);
    assertThat(settings.readsPercent()).isEqualTo(70);
  }

  @Test
  void runs_that_start_at_different_times_have_different_names_that_are_allowed() {
    LoadSettings one = LoadSettings.of(Map.of(), NOW_MILLIS);
    LoadSettings other = LoadSettings.of(Map.of(), NOW_MILLIS + 1_000);

    assertThat(one.run()).isNotEqualTo(other.run());
    assertThat(LoadSettings.of(Map.of("load.run", one.run()), 0).run()).isEqualTo(one.run());
  }

  @Test
  void a_soak_is_longer_than_a_scaling_and_that_is_longer_than_others() {
    assertThat(LoadSettings.of(Map.of("simulation", "soak"), 0).seconds()).isEqualTo(1_800);
    assertThat(LoadSettings.of(Map.of("simulation", "scale"), 0).seconds()).isEqualTo(600);
    assertThat(LoadSettings.of(Map.of("simulation", "soak", "load.seconds", "5"), 0).seconds())
        .isEqualTo(5);
  }

  @Test
  void several_targets_are_separated_by_commas() {
    Map<String, String> properties = Map.of("load.target", "127.0.0.1:8080,127.0.0.2:8080");

    assertThat(LoadSettings.of(properties, 0).targets())
        .containsExactly("127.0.0.1:8080", "127.0.0.2:8080");
  }

  @Test
  void a_pods_environment_says_the_same_in_capitals() {
    Map<String, String> environment =
        Map.of("SIMULATION", "hot", "LOAD_IN_FLIGHT", "7", "WORKLOAD_SIZE", "9", "PATH", "/bin");

    assertThat(LoadSettings.ofEnvironment(environment))
        .containsExactlyInAnyOrderEntriesOf(Map.of("simulation", "hot", "load.in-flight", "7"));
  }

  @Test
  void a_blank_value_is_as_none() {
    assertThat(LoadSettings.of(Map.of("load.group", " "), 0).group()).isEqualTo(100);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          load.accounts  | 1          | load.accounts = 1: allowed is a whole number from 2 to 10,000,000
          load.accounts  | many       | load.accounts = many: allowed is a whole number from 2 to
          load.group     | 1001       | load.group = 1001: allowed is a whole number from 1 to 1,000
          load.model     | half-open  | load.model = half-open: allowed is closed, open
          load.calls     | Unary      | load.calls = Unary: allowed is unary, stream
          load.run       | a-b        | load.run = a-b: allowed is 1 to 10 letters and digits
          load.target    | a:1,,b:2   | load.target = a:1,,b:2: allowed is host:port
          load.seed      | 1.5        | load.seed = 1.5: allowed is a whole number of 64 bits
          load.acounts   | 5          | load.acounts = 5: there is no such setting; there are load.accounts,
          simulation     | unifrom    | simulation = unifrom: allowed is uniform, hot, hot-source, mixed
          """)
  void what_is_not_allowed_is_refused_and_told(String name, String value, String told) {
    assertThatThrownBy(() -> LoadSettings.of(Map.of(name, value), NOW_MILLIS))
        .isInstanceOf(WrongSettingException.class)
        .hasMessageContaining(told);
  }

  @Test
  void reads_and_transfers_are_not_mixed_in_a_stream() {
    Map<String, String> properties = Map.of("simulation", "mixed", "load.calls", "stream");

    assertThatThrownBy(() -> LoadSettings.of(properties, 0))
        .hasMessage("load.calls = stream: allowed is unary in the mixed simulation");
  }
}

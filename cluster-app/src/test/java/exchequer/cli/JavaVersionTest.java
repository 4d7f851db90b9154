package exchequer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JavaVersionTest {
  @ParameterizedTest
  @ValueSource(ints = {17, 21})
  void the_oldest_and_the_newest_java_will_do(int feature) {
    assertThat(JavaVersion.problem(feature)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {11, 16, 22, 25})
  void any_other_is_named_with_what_is_needed(int feature) {
    assertThat(JavaVersion.problem(feature))
        .hasValueSatisfying(
            line ->
                assertThat(line)
                    .startsWith("needs Java 17 to 21, this is " + feature + " (")
                    .hasLineCount(1));
  }
}

package exchequer.load.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CpuTableTest {
  private static final String DISPATCHER = JvmProcess.group("ledger-dispatcher-17");

  @Test
  void a_groups_time_is_split_as_its_stacks_are_and_the_JVMs_own_is_told_by_name() {
    // Given
    StackSamples samples = new StackSamples();
    samples.add(DISPATCHER, List.of("exchequer.ledger.Book"));
    samples.add(DISPATCHER, List.of("exchequer.ledger.Book"));
    samples.add(DISPATCHER, List.of("akka.http.Stream"));
    CpuTable table = new CpuTable();

    // When
    for (int interval = 0; interval < 2; interval++) {
      table.add(
          5,
          Map.of(
              DISPATCHER,
              300L,
              JvmProcess.group("s0-io-3"),
              50L,
              JvmProcess.group("C2 CompilerThread0"),
              20L,
              JvmProcess.group("GC Thread#1"),
              10L,
              "ended",
              20L),
          Map.of("Native-Transport-Requests-N", 500L, "VM Thread", 100L),
          70);
    }

    // Then
    assertThat(table.microsPerTransfer()).isEqualTo(200);
    assertThat(table.components(samples).lines())
        .contains(
            "| front door | 20.0 | 10 % |",
            "| entity | 40.0 | 20 % |",
            "| driver | 10.0 | 5 % |",
            "| JIT compilers | 4.0 | 2 % |",
            "| garbage collection | 2.0 | 1 % |",
            "| rest of the JVM | 4.0 | 2 % |",
            "| **ledger** | 80.0 | 40 % |",
            "| reads and writes | 100.0 | 50 % |",
            "| its garbage collection | 20.0 | 10 % |",
            "| **Cassandra** | 120.0 | 60 % |",
            "| (load generator) | 14.0 | 7 % |");
    assertThat(table.threads(samples)).contains("front door 33 %, entity 67 % | 60.0 |");
  }
}

package exchequer.load.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class JvmProcessTest {
  private static final long BUSY_MILLIS = 200;

  @Test
  void names_with_blanks_and_parentheses_do_not_hide_the_times() {
    assertThat(ThreadTimes.micros("7 (a (b) c) S 1 7 7 0 -1 64 9 0 0 0 12 30 0 0 20 0 33 0\n"))
        .isEqualTo(420_000);
  }

  @Test
  void names_are_found_by_the_systems_numbers_in_either_form() {
    assertThat(
            Jcmd.threads(
                """
                "main" #1 prio=5 os_prio=0 cpu=1.25ms elapsed=9.9s tid=0x0000 nid=0x1f waiting  [0x01]
                   java.lang.Thread.State: WAITING
                "C2 CompilerThread0" os_prio=0 cpu=2.00ms elapsed=9.9s tid=0x0001 nid=32 runnable
                """))
        .containsExactlyInAnyOrderEntriesOf(Map.of(31, "main", 32, "C2 CompilerThread0"));
  }

  @Test
  void a_busy_thread_is_counted_in_its_group() throws InterruptedException {
    assumeTrue(Files.exists(Path.of("/proc/self/task")), "skipped: Linux only");
    JvmProcess self = new JvmProcess(ProcessHandle.current().pid());
    JvmProcess.Usage usage = self.begin();

    Thread busy = new Thread(JvmProcessTest::work, "busy-1");
    busy.start();
    TimeUnit.MILLISECONDS.sleep(BUSY_MILLIS);
    Map<String, Long> used = usage.end();
    busy.interrupt();
    busy.join();

    assertThat(used.get("busy-N")).isPositive();
  }

  private static void work() {
    while (!Thread.currentThread().isInterrupted()) {
      Thread.onSpinWait();
    }
  }
}

package exchequer.load.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class JvmMemoryTest {
  @Test
  void what_came_after_the_last_collection_is_not_counted() {
    // Given 25 % of eden, 1,536 bytes of the survivors and 1,000 KiB of the old generation.
    String printed =
        """
        4711:
         PSYoungGen      total 611840K, used 131073K [0x0000000715580000, 0x0000000740000000, 0x00000007c0000000)
          eden space 524800K, 25% used [0x0000000715580000,0x000000071d580000,0x0000000735600000)
          from space 87040K, 0% used [0x0000000735600000,0x0000000735600600,0x000000073ab00000)
          to   space 87040K, 0% used [0x000000073ab00000,0x000000073ab00000,0x0000000740000000)
         ParOldGen       total 1398272K, used 1000K [0x00000005c0000000, 0x0000000615580000, 0x0000000715580000)
          object space 1398272K, 0% used [0x00000005c0000000,0x00000005c00fa000,0x0000000615580000)
         Metaspace       used 1234K, committed 2048K, reserved 1114112K
        """;

    // When / Then
    assertThat(JvmMemory.heapBytes(printed)).isEqualTo(1_536 + 1_000 * 1_024);
  }

  @Test
  void the_heap_of_another_collector_is_refused() {
    assertThatThrownBy(() -> JvmMemory.heapBytes("garbage-first heap   total 260096K, used 4096K"))
        .hasMessageStartingWith("not the heap of ParallelGC: garbage-first heap");
  }

  @Test
  void the_memory_of_a_process_is_what_is_resident() {
    assertThat(JvmMemory.residentBytes("VmHWM:\t    4000 kB\nVmRSS:\t    3000 kB\nRssAnon:\t 7 kB"))
        .isEqualTo(3_000 * 1_024);
  }
}

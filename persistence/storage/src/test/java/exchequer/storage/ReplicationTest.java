package exchequer.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ReplicationTest {
  @Test
  void writesBothStrategies() {
    assertThat(Replication.single().toCql())
        .isEqualTo("{'class': 'SimpleStrategy', 'replication_factor': 1}");
    assertThat(Replication.perDatacenter(Map.of("west", 3, "east", 2)).toCql())
        .isEqualTo("{'class': 'NetworkTopologyStrategy', 'east': 2, 'west': 3}");
  }

  @Test
  void refusesWhatIsNoReplicationAndSaysWhy() {
    assertThatThrownBy(() -> Replication.perDatacenter(Map.of("a'b", 1)))
        .hasMessageContaining("a'b");
    assertThatThrownBy(() -> Replication.perDatacenter(Map.of("a", 0)))
        .hasMessageContaining("0 copies");
    assertThatThrownBy(() -> Replication.perDatacenter(Map.of()))
        .hasMessageContaining("no data centre");
  }
}

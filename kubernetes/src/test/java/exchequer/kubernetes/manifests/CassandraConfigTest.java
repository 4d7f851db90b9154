package exchequer.kubernetes.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** What the ledger needs of Cassandra's own settings. */
class CassandraConfigTest {
  private static final Path BASE = Path.of("base").toAbsolutePath();

  private final Map<?, ?> yaml =
      (Map<?, ?>)
          new Load(LoadSettings.builder().build())
              .loadFromString(Repository.text(BASE.resolve("cassandra/config/cassandra.yaml")));

  @Test
  void an_acknowledged_write_is_synced_to_disk() {
    assertThat(yaml.get("commitlog_sync")).isEqualTo("batch");
    assertThat(yaml.get("commitlog_disk_access_mode")).isEqualTo("auto");
    assertThat(yaml.get("disk_optimization_strategy")).as("what auto goes by").isEqualTo("ssd");
  }

  @Test
  void an_append_may_be_as_large_as_the_ledger_makes_them() {
    // Half a segment: above 1 MiB, the most that exchequer.book.batch-max-bytes may be, and its
    // row.
    assertThat(yaml.get("commitlog_segment_size")).isEqualTo("32MiB");
    assertThat(yaml.containsKey("max_mutation_size")).isFalse();
  }

  @Test
  void the_ledger_asks_the_data_centre_that_Cassandra_says_it_is() {
    String rack = Repository.text(BASE.resolve("cassandra/config/cassandra-rackdc.properties"));
    String settings = Repository.text(BASE.resolve("exchequer/settings.env"));

    String datacenter = rack.replaceAll("(?s).*\\ndc=(\\w+).*", "$1");

    assertThat(settings).contains("\nEXCHEQUER_CASSANDRA_DATACENTER=" + datacenter + "\n");
  }

  @Test
  void everything_is_stored_on_the_claimed_volume() {
    assertThat(yaml.entrySet())
        .filteredOn(entry -> entry.getKey().toString().matches(".*_director(y|ies)"))
        .allSatisfy(
            entry -> assertThat(entry.getValue().toString()).contains("/var/lib/cassandra/"));
    assertThat(yaml.keySet().stream().map(Object::toString))
        .contains(
            "data_file_directories",
            "commitlog_directory",
            "saved_caches_directory",
            "hints_directory",
            "cdc_raw_directory");
  }
}

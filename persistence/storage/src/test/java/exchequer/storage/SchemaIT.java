package exchequer.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.datastax.oss.driver.api.core.CqlSession;
import exchequer.cassandra.embedded.TestCassandra;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Against a real server. */
class SchemaIT {
  private static TestCassandra cassandra;
  private static CqlSession session;

  @BeforeAll
  static void connect() {
    cassandra = TestCassandra.shared();
    session = cassandra.newSession();
  }

  @AfterAll
  static void disconnect() {
    session.close();
  }

  @Test
  void whatIsAppliedTwicePassesTheCheckAndKeepsItsRows() {
    // Given
    String keyspace = TestKeyspace.create();
    session.execute("INSERT INTO " + keyspace + ".ledger (key, value) VALUES ('books', '64')");
    // When
    Schema.apply(session, keyspace, Replication.single());
    // Then
    assertThatCode(() -> Schema.check(session, keyspace)).doesNotThrowAnyException();
    assertThat(session.execute("SELECT value FROM " + keyspace + ".ledger").one().getString(0))
        .isEqualTo("64");
  }

  @Test
  void applyAddsTheTablesThatAreMissing() {
    // Given
    String keyspace = TestKeyspace.create();
    session.execute("DROP TABLE " + keyspace + ".entry");
    // When
    Schema.apply(session, keyspace, Replication.single());
    // Then
    assertThatCode(() -> Schema.check(session, keyspace)).doesNotThrowAnyException();
  }

  @Test
  void theCheckNamesAMissingKeyspace() {
    assertThatThrownBy(() -> Schema.check(session, "nowhere"))
        .isInstanceOf(SchemaException.class)
        .hasMessageContaining("keyspace nowhere does not exist");
  }

  @Test
  void theCheckNamesEverythingThatIsMissingOrDifferent() {
    // Given
    String keyspace = TestKeyspace.create();
    for (String change :
        List.of(
            "DROP TABLE %s.entry",
            "ALTER TABLE %s.account DROP state",
            "DROP TABLE %s.ledger",
            "CREATE TABLE %s.ledger (key text PRIMARY KEY, value int)")) {
      session.execute(change.formatted(keyspace));
    }
    // When, Then
    assertThatThrownBy(() -> Schema.check(session, keyspace))
        .isInstanceOf(SchemaException.class)
        .hasMessageContaining("table entry is missing")
        .hasMessageContaining("column account.state is missing")
        .hasMessageContaining("column ledger.value is int instead of text")
        .hasMessageNotContaining("transfer");
  }

  @Test
  void aKeyspaceThatNeedsQuotesIsRefused() {
    assertThatThrownBy(() -> Schema.apply(session, "No; quotes", Replication.single()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("No; quotes");
  }
}

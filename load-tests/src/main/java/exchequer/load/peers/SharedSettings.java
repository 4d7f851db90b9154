package exchequer.load.peers;

import java.nio.file.Path;

/**
 * What every comparison is told.
 *
 * @param accounts of the ledger, and as many of PostgreSQL
 * @param group transfers of a message of the stream
 * @param nodes of the ledger
 * @param out where results are written
 */
record SharedSettings(int accounts, int group, int nodes, CommitLog commitLog, Path out) {
  /** How Cassandra's commit log is synced. */
  enum CommitLog {
    /** Before a write is acknowledged. */
    BATCH,
    /** Every ten seconds, Cassandra's default. */
    PERIODIC
  }

  /**
   * @param out its folder in load-tests/target
   */
  static SharedSettings of(PeerSettings settings, String out, int accounts, int nodes) {
    return new SharedSettings(
        settings.number("accounts", accounts, 3),
        settings.number("group", 32, 1),
        nodes,
        settings.choice("commit_log", CommitLog.BATCH),
        settings.folder("out", out));
  }
}

package exchequer.cassandra.embedded;

/** What an acknowledged write has survived when the acknowledgement is sent. */
public enum CommitLogMode {
  /** Synced to the disk, at once. Writes that arrive during a sync share the next one. */
  BATCH("commitlog_sync: batch"),
  /** In the operating system's hands: it survives a crash of Cassandra, not of the machine. */
  PERIODIC("commitlog_sync: periodic\ncommitlog_sync_period: 1000ms");

  private final String yaml;

  CommitLogMode(String yaml) {
    this.yaml = yaml;
  }

  String yaml() {
    return yaml;
  }
}

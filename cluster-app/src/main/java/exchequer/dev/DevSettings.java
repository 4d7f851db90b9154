package exchequer.dev;

import com.typesafe.config.Config;
import exchequer.cassandra.embedded.CassandraSettings;
import exchequer.cassandra.embedded.CommitLogMode;
import exchequer.settings.SettingsReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * The development Cassandra. Section {@code exchequer.dev}; meanings and defaults in dev.conf.
 *
 * @param cassandraPort 0 for a free one
 * @param answerWithin a Cassandra that answers nobody for so long is given up
 */
record DevSettings(
    Path data,
    Path libraries,
    int cassandraPort,
    int heapMebibytes,
    CommitLogMode commitLog,
    Duration answerWithin) {

  static DevSettings of(Config config) {
    SettingsReader dev = new SettingsReader(config, "exchequer.dev");
    return new DevSettings(
        Path.of(dev.text("data", ".+", "a folder")),
        Path.of(dev.text("cassandra.libraries", ".+", "the folder with Cassandra's jars")),
        dev.number("cassandra.port", 0, 65_535),
        dev.number("cassandra.heap-mebibytes", 256, 31 * 1_024),
        CommitLogMode.valueOf(
            dev.text("cassandra.commit-log", "(?i)batch|periodic", "batch or periodic")
                .toUpperCase(Locale.ROOT)),
        dev.duration("cassandra.answer-within", Duration.ofSeconds(5), Duration.ofMinutes(10)));
  }

  CassandraSettings cassandra(Consumer<String> progress) {
    return CassandraSettings.of(data.resolve("cassandra"), libraries)
        .withCqlPort(cassandraPort)
        .withHeapMebibytes(heapMebibytes)
        .withCommitLog(commitLog)
        .withProgress(progress);
  }
}

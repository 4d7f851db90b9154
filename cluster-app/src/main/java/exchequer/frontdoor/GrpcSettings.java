package exchequer.frontdoor;

import com.typesafe.config.Config;
import exchequer.settings.SettingsReader;
import java.time.Duration;

/**
 * The front door. Section {@code exchequer.grpc}; meanings and defaults in grpc.conf.
 *
 * @param port 0 for a free one
 */
public record GrpcSettings(
    String host,
    int port,
    Duration answerTimeout,
    int streamParallelism,
    int maxMetadataBytes,
    int maxConnectionsPerAddress) {

  /**
   * @throws exchequer.settings.WrongSettingException naming the setting and what is allowed
   */
  public static GrpcSettings of(Config config) {
    SettingsReader grpc = new SettingsReader(config, "exchequer.grpc");
    return new GrpcSettings(
        grpc.text("host", "\\S+", "a host name or an address"),
        grpc.number("port", 0, 65_535),
        grpc.duration("answer-timeout", Duration.ofMillis(100), Duration.ofHours(1)),
        grpc.number("stream-parallelism", 1, 100_000),
        grpc.bytes("max-metadata", 1_024, FrameWalk.MAX_HEADER_BLOCK_BYTES),
        grpc.number("max-connections-per-address", 1, 100_000));
  }
}

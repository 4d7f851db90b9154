package exchequer.wire;

import com.typesafe.config.Config;
import exchequer.settings.SettingsReader;
import exchequer.settings.WrongSettingException;

/** The bounds of messages between nodes. Section {@code exchequer.wire}; see wire.conf. */
public record WireSettings(int maxMessageBytes) {
  /** A transfer with the most metadata has about 9 KiB: whatever is set, it must fit. */
  private static final int LEAST_BYTES = 16 * 1024;

  private static final int MOST_BYTES = 8 * 1024 * 1024;

  /** What Akka puts around a message: addresses, manifests, the shard's envelope. */
  private static final int ENVELOPE_BYTES = 4 * 1024;

  private static final String FRAME = "akka.remote.artery.advanced.maximum-frame-size";

  /**
   * @throws WrongSettingException also when Akka's frames have no room for such a message
   */
  public static WireSettings of(Config config) {
    int maxBytes =
        new SettingsReader(config, "exchequer.wire")
            .bytes("max-message-bytes", LEAST_BYTES, MOST_BYTES);
    if (config.hasPath(FRAME) && config.getBytes(FRAME) < maxBytes + ENVELOPE_BYTES) {
      throw new WrongSettingException(
          FRAME,
          config.getValue(FRAME).render(),
          "at least 4 KiB more than exchequer.wire.max-message-bytes, which is " + maxBytes);
    }
    return new WireSettings(maxBytes);
  }
}

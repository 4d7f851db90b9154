package exchequer.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import exchequer.process.BookAnswer;
import exchequer.settings.WrongSettingException;
import java.io.NotSerializableException;
import java.util.Arrays;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class WireSizeTest {
  private static final int MAX_BYTES = 256 * 1024;

  /** A class id, and a size of three bytes. */
  private static final int AROUND_A_LONG_REASON = 4;

  private static WireSystem wire;

  @BeforeAll
  static void start() {
    wire = WireSystem.local();
  }

  @AfterAll
  static void stop() {
    wire.close();
  }

  @Test
  void a_message_as_large_as_allowed_is_sent_and_read() throws NotSerializableException {
    var largest = new BookAnswer.Unknown("x".repeat(MAX_BYTES - AROUND_A_LONG_REASON));
    byte[] bytes = wire.serializer().toBinary(largest);
    assertThat(bytes).hasSize(MAX_BYTES);
    assertThat(wire.read(bytes)).isEqualTo(largest);
  }

  @Test
  void a_larger_one_is_neither_sent_nor_read() {
    var tooLarge = new BookAnswer.Unknown("x".repeat(MAX_BYTES - AROUND_A_LONG_REASON + 1));
    assertThatThrownBy(() -> wire.serializer().toBinary(tooLarge))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("has more than 262144 bytes");
    byte[] bytes = new byte[MAX_BYTES + 1];
    Arrays.fill(bytes, (byte) 'x');
    System.arraycopy(new byte[] {22, (byte) 0xfd, (byte) 0xff, 15}, 0, bytes, 0, 4);
    assertThatThrownBy(() -> wire.read(bytes))
        .isInstanceOf(NotSerializableException.class)
        .hasMessageContaining("has more than 262144 bytes");
    assertThat(wire.failures().unwritable()).isEqualTo(1);
    assertThat(wire.failures().unreadable()).isEqualTo(1);
  }

  @Test
  void the_largest_page_of_a_statement_fits() {
    byte[] bytes = wire.serializer().toBinary(new BookAnswer.Decided(Edges.statement(1_000)));
    assertThat(bytes.length).isLessThan(MAX_BYTES);
  }

  @Test
  void defaults_are_what_is_documented() {
    Config config = WireSystem.config("127.0.0.1", "");
    assertThat(WireSettings.of(config)).isEqualTo(new WireSettings(MAX_BYTES));
    assertThat(config.getBytes("akka.remote.artery.advanced.maximum-frame-size"))
        .isEqualTo(288 * 1024);
    assertThat(config.getBoolean("akka.actor.allow-java-serialization")).isFalse();
  }

  @Test
  void frames_must_have_room_for_a_message() {
    Config config = WireSystem.config("127.0.0.1", "exchequer.wire.max-message-bytes = 300 KiB");
    assertThatThrownBy(() -> WireSettings.of(config))
        .isInstanceOf(WrongSettingException.class)
        .hasMessage(
            "setting akka.remote.artery.advanced.maximum-frame-size is \"288 KiB\"; allowed: at"
                + " least 4 KiB more than exchequer.wire.max-message-bytes, which is 307200");
  }
}

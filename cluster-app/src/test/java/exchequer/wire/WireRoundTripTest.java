package exchequer.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import exchequer.book.BookMessage;
import exchequer.encoding.Stored;
import exchequer.ledger.BookCommand;
import exchequer.ledger.Reply;
import exchequer.process.BookAnswer;
import exchequer.process.Context;
import java.io.NotSerializableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class WireRoundTripTest {
  private static WireSystem wire;

  @BeforeAll
  static void start() {
    wire = WireSystem.listening("127.0.0.1", "");
  }

  @AfterAll
  static void stop() {
    wire.close();
  }

  @Test
  void every_message_comes_out_equal() throws NotSerializableException {
    var replyTo = wire.kit().<BookAnswer>createTestProbe().ref();
    List<Object> messages = new ArrayList<>(WireSamples.messages(replyTo));
    Edges.commands()
        .forEach(command -> messages.add(new BookMessage.Request(command, Context.NONE, replyTo)));
    Edges.replies().forEach(reply -> messages.add(new BookAnswer.Decided(reply)));
    messages.add(new BookAnswer.Unknown(""));
    for (Object message : messages) {
      assertThat(roundTrip(message)).isEqualTo(message);
    }
  }

  /** Through Akka: the settings name the serializer of each. */
  private static Object roundTrip(Object message) throws NotSerializableException {
    assertThat(wire.serialization().findSerializerFor(message)).isSameAs(wire.serializer());
    return wire.serializer()
        .fromBinary(wire.serializer().toBinary(message), wire.serializer().manifest(message));
  }

  @Test
  void the_reference_that_ignores_answers_costs_a_byte() throws NotSerializableException {
    var request =
        new BookMessage.Request(
            new BookCommand.ReadAccount(WireSamples.ALICE),
            Context.NONE,
            wire.kit().system().ignoreRef());
    byte[] bytes = wire.serializer().toBinary(request);
    assertThat(bytes).hasSize(1 + 1 + 1 + 1 + 1 + 2 + "alice".length());
    assertThat(wire.read(bytes)).isEqualTo(request);
  }

  @Test
  void what_is_read_is_immutable() throws NotSerializableException {
    var state = (BookAnswer.Decided) roundTrip(new BookAnswer.Decided(WireSamples.REPLIES.get(0)));
    Map<String, String> metadata =
        ((Reply.AccountState) state.reply()).account().terms().metadata();
    assertThatThrownBy(() -> metadata.put("c", ""))
        .isInstanceOf(UnsupportedOperationException.class);
    var page = (BookAnswer.Decided) roundTrip(new BookAnswer.Decided(WireSamples.REPLIES.get(4)));
    var entries = ((Reply.Statement) page.reply()).head().unwritten();
    assertThatThrownBy(() -> entries.remove(0)).isInstanceOf(UnsupportedOperationException.class);
  }

  /** As the time that is left: the two nodes' clocks have nothing in common. */
  @Test
  void a_context_goes_with_the_command() throws NotSerializableException {
    long deadlineNanos = System.nanoTime() + Duration.ofMinutes(1).toNanos();
    var context =
        new Context(
            Optional.of("somebody"),
            Optional.of("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"),
            OptionalLong.of(deadlineNanos));
    var request =
        new BookMessage.Request(
            new BookCommand.ReadAccount(WireSamples.ALICE),
            context,
            wire.kit().system().ignoreRef());

    Context read = ((BookMessage.Request) roundTrip(request)).context();

    assertThat(read.principal()).isEqualTo(context.principal());
    assertThat(read.traceparent()).isEqualTo(context.traceparent());
    assertThat(read.deadlineNanos().orElseThrow())
        .isCloseTo(deadlineNanos, within(Duration.ofSeconds(30).toNanos()));
  }

  @Test
  void stored_events_go_as_they_are() throws NotSerializableException {
    Stored stored = new Stored("transfer-posted/1", new byte[] {1, 2, 3});
    var serializer = wire.serialization().findSerializerFor(stored);
    assertThat(serializer).isInstanceOf(StoredSerializer.class);
    assertThat(serializer.identifier()).as("stands in every row of journals").isEqualTo(7_001);
    assertThat(serializer.toBinary(stored)).isSameAs(stored.bytes());
    assertThat(((StoredSerializer) serializer).fromBinary(stored.bytes(), stored.manifest()))
        .isEqualTo(stored);
  }
}

package exchequer.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import akka.actor.ExtendedActorSystem;
import akka.actor.testkit.typed.javadsl.LoggingTestKit;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorRefResolver;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.Adapter;
import akka.actor.typed.javadsl.Behaviors;
import akka.serialization.SerializerWithStringManifest;
import exchequer.book.BookMessage;
import exchequer.ledger.BookCommand;
import exchequer.ledger.Reply;
import exchequer.process.BookAnswer;
import exchequer.process.Context;
import java.io.NotSerializableException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two nodes on two addresses, and what one may send the other. */
class WireBetweenNodesIT {
  private static final int HOSTILE_MESSAGES = 60;

  private WireSystem asking;
  private WireSystem answering;
  private ActorRef<BookMessage> book;
  private TestProbe<BookAnswer> probe;

  /** What {@link HostileSerializer} sends as if it were a message of ours. */
  record Hostile(String hex) {}

  /** The real one, except for {@link Hostile}. */
  static final class HostileSerializer extends SerializerWithStringManifest {
    private final KryoSerializer real;

    public HostileSerializer(ExtendedActorSystem system) {
      this.real = new KryoSerializer(system);
    }

    @Override
    public int identifier() {
      return real.identifier();
    }

    @Override
    public String manifest(Object message) {
      return real.manifest(message);
    }

    @Override
    public byte[] toBinary(Object message) {
      return message instanceof Hostile hostile
          ? HexFormat.of().parseHex(hostile.hex())
          : real.toBinary(message);
    }

    @Override
    public Object fromBinary(byte[] bytes, String manifest) throws NotSerializableException {
      return real.fromBinary(bytes, manifest);
    }
  }

  @BeforeEach
  void start() {
    asking =
        WireSystem.listening(
            "127.0.0.1",
            """
            akka.actor.serializers.exchequer-kryo = "%s"
            akka.actor.serialization-bindings."%s" = exchequer-kryo
            """
                .formatted(HostileSerializer.class.getName(), Hostile.class.getName()));
    answering = WireSystem.listening("127.0.0.2", "");
    ActorRef<BookMessage> local = answering.kit().spawn(book(), "book");
    String path = ActorRefResolver.get(answering.kit().system()).toSerializationFormat(local);
    book = ActorRefResolver.get(asking.kit().system()).resolveActorRef(path);
    probe = asking.kit().createTestProbe();
  }

  /** Answers a command that came as it was sent with every reply. */
  private static Behavior<BookMessage> book() {
    return Behaviors.receive(BookMessage.class)
        .onMessage(
            BookMessage.Request.class,
            request -> {
              if (WireSamples.COMMANDS.contains(request.command())) {
                WireSamples.REPLIES.forEach(
                    reply -> request.replyTo().tell(new BookAnswer.Decided(reply)));
              } else {
                request.replyTo().tell(new BookAnswer.Unknown("another command"));
              }
              return Behaviors.same();
            })
        .build();
  }

  @AfterEach
  void stop() {
    asking.close();
    answering.close();
  }

  @Test
  void every_command_arrives_and_every_reply_comes_back() {
    for (BookCommand command : WireSamples.COMMANDS) {
      book.tell(new BookMessage.Request(command, Context.NONE, probe.ref()));
      for (Reply reply : WireSamples.REPLIES) {
        assertThat(probe.receiveMessage()).isEqualTo(new BookAnswer.Decided(reply));
      }
    }
  }

  @Test
  void hostile_bytes_are_counted_and_logged_and_the_next_message_is_answered() {
    List<byte[]> samples =
        WireSamples.messages(answering.kit().system().ignoreRef()).stream()
            .map(message -> answering.serializer().toBinary(message))
            .toList();
    LoggingTestKit.error("Failed to deserialize message")
        .withOccurrences(HOSTILE_MESSAGES)
        .expect(
            answering.kit().system(),
            () -> {
              for (int i = 0; i < HOSTILE_MESSAGES; i++) {
                byte[] sample = samples.get(i % samples.size());
                send(i % 2 == 0 ? Arrays.copyOf(sample, sample.length + 1) : random(i));
              }
              return null;
            });
    assertThat(answering.failures().unreadable()).isEqualTo(HOSTILE_MESSAGES);
    assertAnswers();
  }

  /** No class with id 0 to 15 is a message, so none of them is one. */
  private static byte[] random(int seed) {
    byte[] bytes = new byte[1 + seed];
    new Random(seed).nextBytes(bytes);
    bytes[0] &= 15;
    return bytes;
  }

  @Test
  void what_is_too_large_is_not_sent_and_the_next_message_is_answered() {
    send(new BookAnswer.Unknown("x".repeat(256 * 1024)));
    send(new byte[1024 * 1024]); // More than a frame: Akka refuses it.
    await().until(() -> asking.failures().unwritable() == 1);
    assertAnswers();
    assertThat(answering.failures().unreadable()).isZero();
  }

  private void send(byte[] bytes) {
    send(new Hostile(HexFormat.of().formatHex(bytes)));
  }

  private void send(Object message) {
    Adapter.toClassic(book).tell(message, akka.actor.ActorRef.noSender());
  }

  private void assertAnswers() {
    book.tell(new BookMessage.Request(WireSamples.COMMANDS.get(0), Context.NONE, probe.ref()));
    assertThat(probe.receiveMessage())
        .isEqualTo(new BookAnswer.Decided(WireSamples.REPLIES.get(0)));
  }
}

package exchequer.wire;

import akka.actor.typed.ActorRef;
import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.io.Input;
import exchequer.book.BookMessage;
import exchequer.ledger.BookCommand;
import exchequer.ledger.Reply;
import exchequer.process.BookAnswer;
import exchequer.process.Context;
import java.util.Set;

/** What one node sends another. */
final class MessageForms {
  private static final Set<Class<?>> COMMANDS = Set.of(BookCommand.class);
  private static final Set<Class<?>> REPLIES = Set.of(Reply.class);

  static final Form<BookMessage.Request> REQUEST =
      Form.nesting(
          (kryo, out, request) -> {
            kryo.writeObject(out, request.replyTo());
            Contexts.write(out, request.context());
            kryo.writeClassAndObject(out, request.command());
          },
          (kryo, in) -> {
            ActorRef<BookAnswer> replyTo = actorRef(kryo, in);
            Context context = Contexts.read(in);
            return new BookMessage.Request(
                (BookCommand) Form.readAny(kryo, in, COMMANDS), context, replyTo);
          });

  static final Form<BookMessage.KeepRunning> KEEP_RUNNING =
      Form.empty(new BookMessage.KeepRunning());

  static final Form<BookAnswer.Decided> DECIDED =
      Form.nesting(
          (kryo, out, answer) -> kryo.writeClassAndObject(out, answer.reply()),
          (kryo, in) -> new BookAnswer.Decided((Reply) Form.readAny(kryo, in, REPLIES)));

  static final Form<BookAnswer.Busy> BUSY = Form.empty(new BookAnswer.Busy());

  static final Form<BookAnswer.Unknown> UNKNOWN =
      Form.of(
          (out, answer) -> Texts.write(out, answer.why()),
          in -> new BookAnswer.Unknown(Texts.read(in)));

  private MessageForms() {}

  /** Says nothing of what the actor takes: types end at the wire, as in all of Akka. */
  @SuppressWarnings("unchecked")
  private static <T> ActorRef<T> actorRef(Kryo kryo, Input in) {
    return kryo.readObject(in, ActorRef.class);
  }
}

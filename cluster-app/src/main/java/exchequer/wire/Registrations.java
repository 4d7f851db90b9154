package exchequer.wire;

import akka.actor.typed.ActorRef;
import com.esotericsoftware.kryo.Registration;
import exchequer.book.BookMessage;
import exchequer.encoding.CommandCodecs;
import exchequer.encoding.ReplyCodecs;
import exchequer.ledger.BookCommand;
import exchequer.ledger.Reply;
import exchequer.process.BookAnswer;
import java.util.List;

/**
 * All classes that go from node to node, each by its id. An id means one form for ever, and is
 * never used again.
 *
 * <p>Commands and replies are protobuf messages behind their ids: a field is added to one as
 * message.proto says, and nothing changes here. What surrounds them has no fields. To change that:
 * leave its line, rename its form to say the old release, and add a line with the next free id of
 * the group and the new form. A class with several lines is written as the last one says and read
 * as any: in the release that adds a form its line stands above the old one, in the next release
 * below, and after that the old one goes, its id staying unused.
 */
final class Registrations {
  private Registrations() {}

  static List<Registration> of(ActorRefForm actorRefs) {
    return List.of(
        // 0 to 15: Kryo's own, for primitives.

        // 16 to 31: messages, and what only messages have.
        new Registration(BookMessage.Request.class, MessageForms.REQUEST, 16),
        new Registration(BookMessage.KeepRunning.class, MessageForms.KEEP_RUNNING, 17),
        new Registration(BookAnswer.Decided.class, MessageForms.DECIDED, 18),
        new Registration(BookAnswer.Busy.class, MessageForms.BUSY, 19),
        new Registration(BookAnswer.Unknown.class, MessageForms.UNKNOWN, 20),
        new Registration(ActorRef.class, actorRefs, 21),

        // 32 to 63: commands.
        new Registration(BookCommand.OpenAccount.class, Form.of(CommandCodecs.OPEN_ACCOUNT), 32),
        new Registration(
            BookCommand.UpdateAccount.class, Form.of(CommandCodecs.UPDATE_ACCOUNT), 33),
        new Registration(BookCommand.ChangeStatus.class, Form.of(CommandCodecs.CHANGE_STATUS), 34),
        new Registration(BookCommand.MakeTransfer.class, Form.of(CommandCodecs.MAKE_TRANSFER), 35),
        new Registration(BookCommand.AcceptCredit.class, Form.of(CommandCodecs.ACCEPT_CREDIT), 36),
        new Registration(
            BookCommand.SettleTransfer.class, Form.of(CommandCodecs.SETTLE_TRANSFER), 37),
        new Registration(BookCommand.ReadAccount.class, Form.of(CommandCodecs.READ_ACCOUNT), 38),
        new Registration(BookCommand.ReadTransfer.class, Form.of(CommandCodecs.READ_TRANSFER), 39),
        new Registration(
            BookCommand.ReadStatement.class, Form.of(CommandCodecs.READ_STATEMENT), 40),

        // 64 to 95: replies.
        new Registration(Reply.AccountState.class, Form.of(ReplyCodecs.ACCOUNT_STATE), 64),
        new Registration(Reply.TransferOutcome.class, Form.of(ReplyCodecs.TRANSFER_OUTCOME), 65),
        new Registration(Reply.TransferInFlight.class, Form.of(ReplyCodecs.TRANSFER_IN_FLIGHT), 66),
        new Registration(Reply.Rejected.class, Form.of(ReplyCodecs.REJECTED), 67),
        // 68 and 70: of before 0.1, never sent.
        new Registration(Reply.Statement.class, Form.of(ReplyCodecs.STATEMENT), 69));
  }
}

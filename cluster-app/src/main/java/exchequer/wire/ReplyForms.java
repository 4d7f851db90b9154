package exchequer.wire;

import exchequer.ledger.Reply;

/** What a book decided. */
final class ReplyForms {
  static final Form<Reply.AccountState> ACCOUNT_STATE =
      Form.of(
          (out, reply) -> Accounts.write(out, reply.account()),
          in -> new Reply.AccountState(Accounts.read(in)));

  static final Form<Reply.TransferOutcome> TRANSFER_OUTCOME =
      Form.of(
          (out, reply) -> {
            Records.writeDecided(out, reply.transfer());
            out.writeBoolean(reply.replayed());
          },
          in -> new Reply.TransferOutcome(Records.decided(in), Values.flag(in)));

  static final Form<Reply.TransferInFlight> TRANSFER_IN_FLIGHT =
      Form.of(
          (out, reply) -> Records.writeInFlight(out, reply.transfer()),
          in -> new Reply.TransferInFlight(Records.inFlight(in)));

  static final Form<Reply.Rejected> REJECTED =
      Form.of(
          (out, reply) -> Values.write(out, reply.refusal()),
          in -> new Reply.Rejected(Values.refusal(in)));

  static final Form<Reply.Statement> STATEMENT =
      Form.of(
          (out, reply) -> Records.writeHead(out, reply.head()),
          in -> new Reply.Statement(Records.head(in)));

  private ReplyForms() {}
}

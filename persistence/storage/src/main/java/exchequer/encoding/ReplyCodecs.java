package exchequer.encoding;

import exchequer.encoding.proto.MessageProto;
import exchequer.encoding.proto.StoredProto;
import exchequer.ledger.Refusal;
import exchequer.ledger.Reply.AccountState;
import exchequer.ledger.Reply.Rejected;
import exchequer.ledger.Reply.Statement;
import exchequer.ledger.Reply.TransferInFlight;
import exchequer.ledger.Reply.TransferOutcome;
import exchequer.ledger.StatementHead;

/** What a book answers, on its way between nodes. */
public final class ReplyCodecs {
  public static final Codec<AccountState> ACCOUNT_STATE =
      Codec.of(
          "account-state",
          StoredProto.Account.getDefaultInstance(),
          reply -> AccountCodec.message(reply.account()),
          account -> new AccountState(AccountCodec.account(account)));

  public static final Codec<TransferOutcome> TRANSFER_OUTCOME =
      Codec.of(
          "transfer-outcome",
          MessageProto.TransferOutcome.getDefaultInstance(),
          reply ->
              MessageProto.TransferOutcome.newBuilder()
                  .setTransfer(OutcomeCodec.message(reply.transfer()))
                  .setReplayed(reply.replayed())
                  .build(),
          reply ->
              new TransferOutcome(OutcomeCodec.decided(reply.getTransfer()), reply.getReplayed()));

  public static final Codec<TransferInFlight> TRANSFER_IN_FLIGHT =
      Codec.of(
          "transfer-in-flight",
          StoredProto.InFlight.getDefaultInstance(),
          reply -> TransferCodec.message(reply.transfer()),
          transfer -> new TransferInFlight(TransferCodec.inFlight(transfer)));

  public static final Codec<Rejected> REJECTED =
      Codec.of(
          "rejected",
          MessageProto.Rejected.getDefaultInstance(),
          reply -> MessageProto.Rejected.newBuilder().setRefusal(reply.refusal().number()).build(),
          reply -> new Rejected(Refusal.ofNumber(reply.getRefusal())));

  public static final Codec<Statement> STATEMENT =
      Codec.of(
          "statement",
          MessageProto.Statement.getDefaultInstance(),
          reply -> {
            StatementHead head = reply.head();
            var message =
                MessageProto.Statement.newBuilder()
                    .setAccount(AccountCodec.message(head.account()))
                    .setWrittenCount(head.writtenCount())
                    .setLastWrittenBucket(head.lastWrittenBucket());
            head.unwritten().forEach(entry -> message.addUnwritten(EntryCodec.message(entry)));
            return message.build();
          },
          reply ->
              new Statement(
                  new StatementHead(
                      AccountCodec.account(reply.getAccount()),
                      reply.getWrittenCount(),
                      reply.getLastWrittenBucket(),
                      reply.getUnwrittenList().stream().map(EntryCodec::entry).toList())));

  private ReplyCodecs() {}
}

package exchequer.wire;

import static exchequer.wire.Values.write;

import exchequer.ledger.BookCommand;

/** What a book may be asked. */
final class CommandForms {
  static final Form<BookCommand.OpenAccount> OPEN_ACCOUNT =
      Form.of(
          (out, command) -> {
            write(out, command.account());
            write(out, command.asset());
            write(out, command.floor());
            write(out, command.ceiling());
            Texts.writeMetadata(out, command.metadata());
          },
          in ->
              new BookCommand.OpenAccount(
                  Values.accountId(in),
                  Values.asset(in),
                  Values.limit(in),
                  Values.limit(in),
                  Texts.readMetadata(in)));

  static final Form<BookCommand.UpdateAccount> UPDATE_ACCOUNT =
      Form.of(
          (out, command) -> {
            write(out, command.account());
            write(out, command.floor(), Values::write);
            write(out, command.ceiling(), Values::write);
            write(out, command.metadata(), Texts::writeMetadata);
            write(out, command.expectedVersion());
          },
          in ->
              new BookCommand.UpdateAccount(
                  Values.accountId(in),
                  Values.optional(in, Values::limit),
                  Values.optional(in, Values::limit),
                  Values.optional(in, Texts::readMetadata),
                  Values.optionalLong(in)));

  static final Form<BookCommand.ChangeStatus> CHANGE_STATUS =
      Form.of(
          (out, command) -> {
            write(out, command.account());
            Accounts.write(out, command.status());
            write(out, command.expectedVersion());
          },
          in ->
              new BookCommand.ChangeStatus(
                  Values.accountId(in), Accounts.status(in), Values.optionalLong(in)));

  static final Form<BookCommand.MakeTransfer> MAKE_TRANSFER =
      Form.of(
          (out, command) -> Records.writeOrder(out, command.order()),
          in -> new BookCommand.MakeTransfer(Records.order(in)));

  static final Form<BookCommand.AcceptCredit> ACCEPT_CREDIT =
      Form.of(
          (out, command) -> Records.writeCredit(out, command.credit()),
          in -> new BookCommand.AcceptCredit(Records.credit(in)));

  static final Form<BookCommand.SettleTransfer> SETTLE_TRANSFER =
      Form.of(
          (out, command) -> {
            Records.writeKey(out, command.key());
            write(out, command.refusal(), Values::write);
          },
          in ->
              new BookCommand.SettleTransfer(
                  Records.key(in), Values.optional(in, Values::refusal)));

  static final Form<BookCommand.ReadAccount> READ_ACCOUNT =
      Form.of(
          (out, command) -> write(out, command.account()),
          in -> new BookCommand.ReadAccount(Values.accountId(in)));

  static final Form<BookCommand.ReadTransfer> READ_TRANSFER =
      Form.of(
          (out, command) -> Records.writeKey(out, command.key()),
          in -> new BookCommand.ReadTransfer(Records.key(in)));

  static final Form<BookCommand.ReadStatement> READ_STATEMENT =
      Form.of(
          (out, command) -> {
            write(out, command.account());
            Records.writeWindow(out, command.window());
          },
          in -> new BookCommand.ReadStatement(Values.accountId(in), Records.window(in)));

  private CommandForms() {}
}

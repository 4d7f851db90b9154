package exchequer.campaign;

import java.util.List;

/** What a client asked, when, and what it was told. */
sealed interface Operation {
  Call call();

  Answer answer();

  /** The account whose book is asked. */
  String account();

  /** The name of this kind of operation in reports. */
  String what();

  record Send(Call call, Intent transfer, Answer answer) implements Operation {
    @Override
    public String account() {
      return transfer.source();
    }

    @Override
    public String what() {
      return "transfer";
    }
  }

  record ReadTransfer(Call call, Intent transfer, Answer answer) implements Operation {
    @Override
    public String account() {
      return transfer.source();
    }

    @Override
    public String what() {
      return "read transfer";
    }
  }

  /**
   * @param balance {@link Balance#NONE} without an answer
   */
  record ReadAccount(Call call, String account, Answer answer, Balance balance)
      implements Operation {
    @Override
    public String what() {
      return "read account";
    }
  }

  /**
   * @param whole all lines, oldest first; else the newest ones, newest first
   */
  record ReadStatement(Call call, String account, Answer answer, boolean whole, List<Line> lines)
      implements Operation {
    @Override
    public String what() {
      return "read statement";
    }

    /** How many entries the account had. */
    long entryCount() {
      if (lines.isEmpty()) {
        return 0;
      }
      return lines.get(whole ? lines.size() - 1 : 0).number();
    }
  }

  /** An account as it was read. */
  record Balance(long posted, long inFlightOut, long available, long entryCount) {
    static final Balance NONE = new Balance(0, 0, 0, 0);
  }

  /**
   * A line of a statement.
   *
   * @param counterparty the other account's id
   * @param transfer its name
   */
  record Line(
      long number,
      long amount,
      long balance,
      String counterparty,
      String transfer,
      long createdMillis) {}
}

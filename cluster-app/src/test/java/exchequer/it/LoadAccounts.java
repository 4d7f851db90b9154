package exchequer.it;

import exchequer.ledger.AccountId;
import exchequer.v1.Account;
import exchequer.v1.CreateAccountRequest;
import exchequer.v1.CreateTransferRequest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;

/**
 * Accounts in groups that share a book, and random transfers between them: within a book and
 * between two, out of accounts that issue money, that run out of it, into accounts that are full
 * and into one that does not exist.
 */
public final class LoadAccounts {
  /** Of a ledger that these accounts are for. */
  public static final int BOOKS = 16;

  private static final int USED_BOOKS = 8;
  private static final int ACCOUNTS_PER_BOOK = 5;
  private static final String MISSING = "missing";
  private static final long FUNDS = 10_000_000;

  /** By book. In each, the first is full soon; in the first two books, the second issues money. */
  private final Map<Integer, List<String>> books = new LinkedHashMap<>();

  private final List<String> all = new ArrayList<>();
  private final List<String> issuing = new ArrayList<>();
  private final List<String> full = new ArrayList<>();

  private LoadAccounts() {
    for (int i = 0; all.size() < USED_BOOKS * ACCOUNTS_PER_BOOK; i++) {
      String id = "a" + i;
      int book = new AccountId(id).book(BOOKS);
      if (books.size() < USED_BOOKS || books.containsKey(book)) {
        List<String> group = books.computeIfAbsent(book, b -> new ArrayList<>());
        if (group.size() < ACCOUNTS_PER_BOOK) {
          group.add(id);
          all.add(id);
        }
      }
    }
    books.values().forEach(group -> full.add(group.get(0)));
    books.values().stream().limit(2).forEach(group -> issuing.add(group.get(1)));
  }

  /** Opens all of them. */
  public static LoadAccounts open(TestClient client) {
    LoadAccounts accounts = new LoadAccounts();
    for (String id : accounts.all) {
      Account.Builder account =
          Account.newBuilder()
              .setAsset(TestClient.ASSET)
              .setFloor(accounts.issuing.contains(id) ? "unbounded" : "0")
              .setCeiling(accounts.full.contains(id) ? "5000" : "unbounded");
      Account opened =
          client
              .blocking()
              .createAccount(
                  CreateAccountRequest.newBuilder().setAccountId(id).setAccount(account).build());
      if (!opened.getName().equals("accounts/" + id)) {
        throw new AssertionError("opened " + opened.getName() + " instead of " + id);
      }
    }
    return accounts;
  }

  public Collection<String> ids() {
    return List.copyOf(all);
  }

  /** The accounts of each book that has some. */
  public List<List<String>> byBook() {
    return books.values().stream().map(List::copyOf).toList();
  }

  /**
   * Gives an account so much that it can pay for a test's length, unless it is one that is full.
   */
  public CreateTransferRequest funding(String account, SplittableRandom random) {
    String source = issuing.get(account.equals(issuing.get(0)) ? 1 : 0);
    return TestClient.transfer(id(random), source, account, FUNDS);
  }

  /**
   * Between two accounts of a book.
   *
   * @param book one of {@link #byBook}
   */
  public CreateTransferRequest within(List<String> book, SplittableRandom random) {
    int source = random.nextInt(book.size());
    int destination = (source + random.nextInt(1, book.size())) % book.size();
    return TestClient.transfer(
        id(random), book.get(source), book.get(destination), random.nextInt(1, 300));
  }

  private static UUID id(SplittableRandom random) {
    return random.nextBoolean() ? version7(random) : version4(random);
  }

  /** With an id of its own, version 7 or 4. */
  public CreateTransferRequest next(SplittableRandom random) {
    UUID id = id(random);
    int kind = random.nextInt(100);
    if (kind < 15) {
      return move(id, one(issuing, random), one(all, random), random.nextInt(1, 1_000), random);
    }
    if (kind < 20) {
      return move(id, one(all, random), one(full, random), random.nextInt(1, 500), random);
    }
    if (kind < 22) {
      return TestClient.transfer(id, one(issuing, random), MISSING, 1);
    }
    if (kind < 30) {
      return move(id, one(all, random), one(issuing, random), random.nextInt(1, 300), random);
    }
    if (kind < 50) {
      List<String> book = one(List.copyOf(books.values()), random);
      return move(id, one(book, random), one(book, random), random.nextInt(1, 300), random);
    }
    return move(id, one(all, random), one(all, random), random.nextInt(1, 300), random);
  }

  private CreateTransferRequest move(
      UUID id, String source, String destination, int amount, SplittableRandom random) {
    String other = destination;
    while (other.equals(source)) {
      other = one(all, random);
    }
    return TestClient.transfer(id, source, other, amount);
  }

  private static <T> T one(List<T> items, SplittableRandom random) {
    return items.get(random.nextInt(items.size()));
  }

  private static UUID version4(SplittableRandom random) {
    return new UUID(
        (random.nextLong() & 0xffff_ffff_ffff_0fffL) | 0x4000L,
        (random.nextLong() >>> 2) | Long.MIN_VALUE);
  }

  /** RFC 9562, section 5.7: 48 bits of Unix milliseconds, then random ones. */
  private static UUID version7(SplittableRandom random) {
    return new UUID(
        (System.currentTimeMillis() << 16) | 0x7000L | random.nextInt(0x1000),
        (random.nextLong() >>> 2) | Long.MIN_VALUE);
  }
}

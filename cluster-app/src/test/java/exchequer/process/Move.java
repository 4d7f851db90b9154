package exchequer.process;

import exchequer.ledger.Account;
import exchequer.ledger.AccountId;
import exchequer.ledger.Amount;
import exchequer.ledger.Asset;
import exchequer.ledger.BookCommand;
import exchequer.ledger.BookRules;
import exchequer.ledger.Limit;
import exchequer.ledger.TransferKey;
import exchequer.ledger.TransferOrder;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/**
 * Something that happens in a {@link World}: a kind and three choices, which every world can read.
 */
record Move(Kind kind, int a, int b, int c) {
  static final Asset EUR = Asset.parse("EUR/2");
  static final Asset USD = Asset.parse("USD/2");

  private static final List<AccountId> EUROS = ids("mint", "mint2", "a0", "a1", "a2", "a3", "a4");
  private static final List<AccountId> DOLLARS = ids("usmint", "u0", "u1");
  private static final List<AccountId> ANY =
      ids("a0", "a1", "a2", "a3", "a4", "mint", "u0", "late", "late2", "never");
  private static final List<Limit> FLOORS = limits(0, 0, 0, -1, -20, null);
  private static final List<Limit> CEILINGS = limits(null, null, 30, 100, 0);
  private static final List<BigInteger> AMOUNTS =
      List.of(
          BigInteger.ONE,
          BigInteger.TWO,
          BigInteger.valueOf(5),
          BigInteger.TEN,
          BigInteger.valueOf(21),
          BigInteger.valueOf(50),
          BigInteger.TEN.pow(38).subtract(BigInteger.ONE),
          BigInteger.TEN.pow(38).shiftRight(1));
  private static final long[] JUMPS_MILLIS = {
    1, 1_000, 1_000, 59_000, 61_000, 600_000, -1, -1_000, -59_000, -61_000, -600_000
  };

  private static final long[] PASSES_MILLIS = {1, 10, 25, 100, 500, 1_000, 5_000, 21_000};

  private static final List<Duration> CLOCK_ERRORS =
      List.of(
          Duration.ZERO,
          Duration.ZERO,
          Duration.ofSeconds(30),
          Duration.ofSeconds(-30),
          Duration.ofSeconds(61),
          Duration.ofMinutes(-10),
          Duration.ofMinutes(70),
          Duration.ofDays(-1),
          Duration.ofDays(1));

  private static final List<Duration> SKEWS =
      List.of(World.SKEW, World.SKEW, Duration.ZERO, BookRules.MAX_CLOCK_SKEW);

  enum Kind {
    SEND(30),
    SEND_AGAIN(8),
    SEND_CHANGED(4),
    ARRIVE(120),
    FAIL(5),
    DELIVER(25),
    REPEAT(8),
    LOSE(4),
    OPEN(3),
    UPDATE(4),
    CHANGE_STATUS(3),
    READ_ACCOUNT(3),
    READ_TRANSFER(3),
    WRITE(12),
    PASS(20),
    CRASH(3),
    TAKE_OVER(3),
    STOP(2),
    STAND_STILL(1),
    LOSE_WRITES(1),
    JUMP(8),
    JUMP_OF_ONE(4);

    private final int weight;

    Kind(int weight) {
      this.weight = weight;
    }
  }

  static Arbitrary<Move> moves() {
    Arbitrary<Integer> choices = Arbitraries.integers().between(0, 9_999).withoutEdgeCases();
    List<Kind> kinds =
        Arrays.stream(Kind.values())
            .flatMap(kind -> Collections.nCopies(kind.weight, kind).stream())
            .toList();
    return Combinators.combine(Arbitraries.of(kinds), choices, choices, choices).as(Move::new);
  }

  /** Opens accounts, two of which issue money. */
  static void begin(World world) {
    for (AccountId id : EUROS) {
      open(world, id, EUR, id.value().startsWith("mint") ? Limit.UNBOUNDED : Limit.ZERO);
    }
    for (AccountId id : DOLLARS) {
      open(world, id, USD, id.value().startsWith("usmint") ? Limit.UNBOUNDED : Limit.ZERO);
    }
  }

  private static void open(World world, AccountId id, Asset asset, Limit floor) {
    world.reply(new BookCommand.OpenAccount(id, asset, floor, Limit.UNBOUNDED, Map.of()));
  }

  void play(World world) {
    switch (kind) {
      case SEND -> send(world, order(world));
      case SEND_AGAIN -> {
        if (!world.sent.isEmpty()) {
          // Half of them soon after, while the first send may still wait.
          int newest = world.sent.size() - 1 - Math.min(c % 3, world.sent.size() - 1);
          send(world, pick(world.sent, b % 2 == 0 ? newest : a));
        }
      }
      case SEND_CHANGED -> {
        if (!world.sent.isEmpty()) {
          send(world, changed(pick(world.sent, a)));
        }
      }
      case ARRIVE -> anyHome(world).arrive(b);
      case FAIL -> anyHome(world).fail(b);
      case DELIVER -> {
        if (!world.messages.isEmpty()) {
          deliver(world, world.messages.remove(a % world.messages.size()));
        }
      }
      case REPEAT -> {
        if (!world.messages.isEmpty()) {
          deliver(world, pick(world.messages, a));
        }
      }
      case LOSE -> {
        if (!world.messages.isEmpty()) {
          world.messages.remove(a % world.messages.size());
        }
      }
      case OPEN ->
          ask(
              world,
              new BookCommand.OpenAccount(
                  pick(ANY, a),
                  c % 7 == 0 ? USD : EUR,
                  pick(FLOORS, b),
                  pick(CEILINGS, c),
                  metadata()));
      case UPDATE -> ask(world, update());
      case CHANGE_STATUS -> ask(world, changeStatus());
      case READ_ACCOUNT -> ask(world, new BookCommand.ReadAccount(pick(ANY, a)));
      case READ_TRANSFER -> {
        if (!world.sent.isEmpty()) {
          ask(world, new BookCommand.ReadTransfer(pick(world.sent, a).key()));
        }
      }
      case WRITE -> world.write(1 + b % 25);
      case PASS -> world.pass(Duration.ofMillis(PASSES_MILLIS[a % PASSES_MILLIS.length]));
      case CRASH -> world.crash(pick(world.homes, a));
      case TAKE_OVER -> world.takeOver(a % world.homes.size(), pick(SKEWS, c));
      case STOP -> pick(world.homes, a).stop();
      case STAND_STILL -> {
        if (!world.zombies.isEmpty()) {
          pick(world.zombies, a).standStill();
        }
      }
      case LOSE_WRITES -> world.loseWritesOfTheDead();
      case JUMP -> world.jump(Duration.ofMillis(JUMPS_MILLIS[a % JUMPS_MILLIS.length]));
      case JUMP_OF_ONE -> pick(world.homes, a).clockError = pick(CLOCK_ERRORS, b);
    }
  }

  private void send(World world, TransferOrder order) {
    world.send(order, home(world, order.key().source()));
  }

  private void ask(World world, BookCommand command) {
    world.ask(command, home(world, command.home()));
  }

  private void deliver(World world, BookCommand message) {
    world.deliver(message, home(world, message.home()));
  }

  /** One of an account's book: mostly the newest, and sometimes one that was given up. */
  private Home home(World world, AccountId account) {
    int book = world.bookOf(account);
    List<Home> givenUp = world.zombies.stream().filter(home -> home.number == book).toList();
    return givenUp.isEmpty() || c % 4 > 0 ? world.homes.get(book) : pick(givenUp, b);
  }

  private Home anyHome(World world) {
    return world.zombies.isEmpty() || c % 4 > 0 ? pick(world.homes, a) : pick(world.zombies, a);
  }

  private TransferOrder order(World world) {
    List<AccountId> accounts = b % 9 == 0 ? DOLLARS : EUROS;
    AccountId source = a % 23 == 0 ? pick(ANY, b) : pick(accounts, a % 3 == 0 ? 0 : b);
    AccountId destination = c % 23 == 0 ? pick(ANY, c) : pick(accounts, c);
    if (destination.equals(source)) {
      destination = new AccountId("a0").equals(source) ? new AccountId("a1") : new AccountId("a0");
    }
    Asset asset = accounts == DOLLARS ? USD : EUR;
    int size = c % 11 == 0 ? AMOUNTS.size() : AMOUNTS.size() - 2;
    return new TransferOrder(
        new TransferKey(source, id(world)),
        destination,
        asset,
        Amount.of(AMOUNTS.get(b % size)),
        metadata());
  }

  /** Version 7 with a client's clock that may be wrong, or random. */
  private UUID id(World world) {
    long variant = Long.MIN_VALUE | world.sent.size();
    if (a % 3 == 0) {
      return new UUID(((long) b << 32) | ((long) c << 16) | 0x4000, variant);
    }
    long wrongBySeconds = c % 12 == 0 ? b % 7_200 - 3_600 : c % 4 == 0 ? b % 300 - 180 : 0;
    Instant clients = world.clock.plusSeconds(wrongBySeconds).plusMillis(b % 7);
    return new UUID((clients.toEpochMilli() << 16) | 0x7000, variant);
  }

  private TransferOrder changed(TransferOrder order) {
    Amount other = Amount.of(order.amount().units().equals(BigInteger.ONE) ? 2 : 1);
    boolean amountChanges = b % 2 == 0;
    return new TransferOrder(
        order.key(),
        order.destination(),
        order.asset(),
        amountChanges ? other : order.amount(),
        amountChanges ? order.metadata() : Map.of("changed", "" + c));
  }

  private BookCommand update() {
    return new BookCommand.UpdateAccount(
        pick(ANY, a),
        b % 2 == 0 ? Optional.of(pick(FLOORS, b)) : Optional.empty(),
        c % 2 == 0 ? Optional.of(pick(CEILINGS, c)) : Optional.empty(),
        b % 3 == 0 ? Optional.of(metadata()) : Optional.empty(),
        c % 5 == 0 ? OptionalLong.of(c % 4) : OptionalLong.empty());
  }

  private BookCommand changeStatus() {
    Account.Status status =
        switch (b % 8) {
          case 0 -> Account.Status.CLOSED;
          case 1, 2 -> Account.Status.FROZEN;
          default -> Account.Status.OPEN;
        };
    return new BookCommand.ChangeStatus(pick(ANY, a), status, OptionalLong.empty());
  }

  private Map<String, String> metadata() {
    return c % 2 == 0 ? Map.of() : Map.of("k", "" + b % 3);
  }

  private static <T> T pick(List<T> list, int choice) {
    return list.get(choice % list.size());
  }

  private static List<AccountId> ids(String... ids) {
    return Arrays.stream(ids).map(AccountId::new).toList();
  }

  private static List<Limit> limits(Integer... units) {
    return Arrays.stream(units)
        .map(unit -> unit == null ? Limit.UNBOUNDED : Limit.at(Amount.of(unit)))
        .toList();
  }
}

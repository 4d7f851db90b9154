package exchequer.process;

import static org.assertj.core.api.Assertions.assertThat;

import exchequer.ledger.AccountId;
import exchequer.ledger.BookEvent;
import exchequer.ledger.Outcome;
import exchequer.ledger.Refusal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;

/**
 * The ledger's promises, whatever is sent, lost, repeated, late or crashing. Each step is held
 * against {@link LedgerModel}; these properties add what must be true once all has come to rest.
 */
class BookPropertyTest {
  private static final int TRIES = 2_000;

  private static final Set<String> SITUATIONS =
      Set.of(
          "Busy",
          "Unknown",
          "a book that starts again",
          "a command that is sent on",
          "a deposed owner is told",
          "answered before the source has the outcome",
          "append of a deposed owner",
          "credit decided before",
          "look-up: absent",
          "look-up: found",
          "outcome came twice",
          "recovery from a marker",
          "recovery of several events at once",
          "recovery with a row ahead of its marker",
          "recovery with transfers in flight",
          "replayed outcome");

  @Property(tries = TRIES)
  void the_promises_hold_whatever_happens(
      @ForAll("moves") List<Move> moves,
      @ForAll @IntRange(min = 1, max = 4) int books,
      @ForAll @IntRange(min = 1, max = 10) int rememberedTransfers,
      @ForAll @IntRange(min = 2, max = 4) int cachedAccounts) {
    // Given
    Coverage.count("worlds");
    World world = new World(books, rememberedTransfers, cachedAccounts, 6);
    Move.begin(world);

    // When
    moves.forEach(move -> move.play(world));
    world.settle();

    // Then
    StatementCheck.check(world);
    checkOutcomesAreWritten(world);
    checkNothingIsDoneTwice(world);
    Coverage.count("worlds at rest");
  }

  private static void checkOutcomesAreWritten(World world) {
    world.model.recorded.forEach(
        (key, order) -> {
          var row =
              (Outcome.OfTransfer)
                  world.storages.get(world.bookOf(key.source())).transferRows.get(key);
          assertThat(row).as("row of %s", key).isNotNull();
          assertThat(row.order()).isEqualTo(order);
          assertThat(row.refusal()).isEqualTo(world.model.outcomes.get(key));
        });
    world.model.credits.forEach(
        (key, decision) -> {
          AccountId destination = world.model.recorded.get(key).destination();
          Outcome row = world.storages.get(world.bookOf(destination)).transferRows.get(key);
          assertThat(row.refusal()).isEqualTo(decision);
          boolean keepsTheCredit = ((Outcome.OfCredit) row).credit().isPresent();
          assertThat(keepsTheCredit).isEqualTo(decision.isEmpty());
        });
  }

  private static void checkNothingIsDoneTwice(World world) {
    List<Integer> before = loggedEvents(world);
    world.sendAllAgain();
    List.copyOf(world.homes).forEach(world::crash);
    world.sendAllAgain();
    assertThat(loggedEvents(world)).isEqualTo(before);
  }

  private static List<Integer> loggedEvents(World world) {
    return world.storages.stream().map(BookStorage::loggedEvents).toList();
  }

  @AfterContainer
  static void everything_was_met_often() {
    Map<String, Integer> met = Coverage.take();
    System.out.println("BookPropertyTest met " + met);
    if (met.get("worlds").equals(met.get("worlds at rest"))) {
      Set<String> expected = new TreeSet<>(SITUATIONS);
      Arrays.stream(BookEvent.class.getPermittedSubclasses())
          .forEach(event -> expected.add(event.getSimpleName()));
      Arrays.stream(Refusal.values()).forEach(refusal -> expected.add("" + refusal));
      expected.removeIf(what -> met.getOrDefault(what, 0) >= 5);
      assertThat(expected).as("met too seldom").isEmpty();
    }
  }

  @Provide
  Arbitrary<List<Move>> moves() {
    return Move.moves()
        .list()
        .ofMinSize(1)
        .ofMaxSize(300)
        .withSizeDistribution(RandomDistribution.uniform());
  }
}

package exchequer.book;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import akka.actor.typed.DispatcherSelector;
import com.datastax.oss.driver.api.core.CqlSession;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import exchequer.cassandra.embedded.TestCassandra;
import exchequer.ledger.BookCommand;
import exchequer.process.BookAnswer;
import exchequer.process.BookSettings;
import exchequer.process.Context;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;

/**
 * What a node has that its books need, on a real Cassandra: an actor system without a cluster, the
 * journal, the fence and the tables.
 */
final class BookNode implements AutoCloseable {
  private final Config config;
  private final ActorTestKit kit;
  private final LedgerTables tables;
  private final Queue<CountDownLatch> standstills = new ConcurrentLinkedQueue<>();

  BookNode(String keyspace) {
    config = config(keyspace);
    kit = ActorTestKit.create("exchequer", config);
    tables = LedgerTables.of(kit.system());
    CqlSession session = TestCassandra.shared().newSession();
    tables.open(
        session,
        session,
        keyspace,
        config.getInt("exchequer.ledger.appends-per-partition"),
        new JournalWatch(
            Duration.ofMinutes(1),
            System::nanoTime,
            () -> CompletableFuture.completedFuture(null),
            () -> CompletableFuture.completedFuture(null)));
  }

  private static Config config(String keyspace) {
    InetSocketAddress cassandra = TestCassandra.shared().contactPoint();
    return ConfigFactory.parseMap(
            Map.of(
                "akka.actor.provider",
                "local",
                "exchequer.cassandra.keyspace",
                keyspace,
                "datastax-java-driver.basic.contact-points",
                List.of(cassandra.getAddress().getHostAddress() + ":" + cassandra.getPort()),
                "akka.persistence.cassandra.journal.plugin-dispatcher",
                "journal-thread"))
        .withFallback(
            ConfigFactory.parseString(
                """
                journal-thread {
                  type = Dispatcher
                  executor = thread-pool-executor
                  thread-pool-executor.fixed-pool-size = 1
                }
                """))
        .withFallback(ConfigFactory.defaultApplication())
        .withFallback(ConfigFactory.defaultReferenceUnresolved())
        .resolve();
  }

  Config config() {
    return config;
  }

  ActorTestKit kit() {
    return kit;
  }

  LedgerTables tables() {
    return tables;
  }

  /** Starts a book whose time is the machine's, which never stands still. */
  ActorRef<BookMessage> spawn(
      int number, BookSettings settings, AppendTurns turns, BookRoutes routes, Clock clock) {
    StandstillDetector detector =
        new StandstillDetector(Duration.ofMinutes(1), System::nanoTime, () -> false);
    return kit.spawn(
        BookActor.create(
            new BookActor.Setup(
                number, settings, tables, turns, routes, new SystemTime(detector, clock))));
  }

  /** Asks a book, and gives who waits for the answer. */
  TestProbe<BookAnswer> ask(ActorRef<BookMessage> book, BookCommand command) {
    TestProbe<BookAnswer> client = kit.createTestProbe();
    book.tell(new BookMessage.Request(command, Context.NONE, client.getRef()));
    return client;
  }

  /** Nothing reaches Cassandra's journal until the latch opens. */
  CountDownLatch journalStandsStill() {
    CountDownLatch latch = new CountDownLatch(1);
    standstills.add(latch);
    kit.system()
        .dispatchers()
        .lookup(DispatcherSelector.fromConfig("journal-thread"))
        .execute(
            () -> {
              try {
                latch.await();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    return latch;
  }

  @Override
  public void close() {
    standstills.forEach(CountDownLatch::countDown);
    kit.shutdownTestKit();
  }
}

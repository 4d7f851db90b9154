package exchequer.node;

import akka.Done;
import akka.actor.CoordinatedShutdown;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.Props;
import akka.actor.typed.javadsl.Behaviors;
import akka.http.javadsl.ServerBinding;
import akka.persistence.Persistence;
import com.datastax.oss.driver.api.core.CqlSession;
import com.typesafe.config.Config;
import exchequer.book.BookKeeper;
import exchequer.book.Books;
import exchequer.book.JournalWatch;
import exchequer.book.LedgerTables;
import exchequer.book.LostCommands;
import exchequer.book.StandstillDetector;
import exchequer.frontdoor.FrontDoor;
import exchequer.frontdoor.GrpcSettings;
import exchequer.frontdoor.Ledger;
import exchequer.health.Health;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.locks.LockSupport;

/** A running node of the ledger. */
public final class Node {
  private static final Duration MEMBERS_TIMEOUT = Duration.ofMinutes(1);

  private final ActorSystem<Void> system;
  private final Membership membership;
  private final InetSocketAddress grpcAddress;

  private Node(ActorSystem<Void> system, Membership membership, InetSocketAddress grpcAddress) {
    this.system = system;
    this.membership = membership;
    this.grpcAddress = grpcAddress;
  }

  /**
   * Starts a node and returns when others can reach it. It goes on to look for them, and serves
   * once it is a member.
   *
   * @throws exchequer.settings.WrongSettingException when a setting is wrong
   * @throws StartException when something that it needs is missing
   */
  public static Node start(Config config) {
    LedgerSettings settings = LedgerSettings.of(config);
    Membership.requireAccess(settings);
    StorageWait wait = new StorageWait(settings.node().storageWait());
    CqlSession session = Storage.open(settings, config, wait);
    try {
      ActorSystem<Void> system = system(settings.into(config), settings.node());
      try {
        Leaving.closeAtTheEnd(system, session);
        return open(system, session, settings, wait);
      } catch (RuntimeException failed) {
        system.terminate();
        throw failed;
      }
    } catch (RuntimeException failed) {
      session.close();
      throw failed;
    }
  }

  /**
   * Checks all settings of a node, before anything is started for it.
   *
   * @throws exchequer.settings.WrongSettingException when a setting is wrong
   */
  public static void checkSettings(Config config) {
    LedgerSettings.of(config);
  }

  private static ActorSystem<Void> system(Config config, NodeSettings settings) {
    try {
      return ActorSystem.create(Behaviors.empty(), NodeSettings.SERVICE, config);
    } catch (RuntimeException failed) {
      throw StartFailure.ofAkka(failed, settings);
    }
  }

  private static Node open(
      ActorSystem<Void> system, CqlSession session, LedgerSettings settings, StorageWait wait) {
    Membership membership = new Membership(system);
    membership.openManagement();
    LedgerTables tables = LedgerTables.of(system);
    // Not waited for: the plug-in keeps a failed connect for as long as the actor system lives.
    CqlSession logSession = Storage.ofTheLog(system);
    String keyspace = settings.cassandra().keyspace();
    JournalWatch journalWatch =
        new JournalWatch(
            settings.node().maxJournalFailure(),
            System::nanoTime,
            () -> Storage.probe(session, keyspace),
            () -> Storage.probe(logSession, keyspace));
    wait.until(
        () -> {
          tables.open(
              session, logSession, keyspace, settings.book().appendsPerPartition(), journalWatch);
          return true;
        });
    var unusedJournal = Persistence.get(system); // Starts it: cassandra.conf, auto-start-journals.
    var unusedLoss = journalWatch.lost().thenAccept(membership::giveUpSelf);
    var unusedEnding =
        tables.deposed().thenRun(() -> membership.giveUpSelf("another took its books"));
    StandstillDetector detector =
        StandstillDetector.start(
            settings.node().maxStandstill(),
            membership::hasOthers,
            () ->
                membership.giveUpSelf(
                    "it stood still for longer than exchequer.node.max-standstill, and others may"
                        + " have its books"));
    var unused = system.getWhenTerminated().thenRun(detector::stop);
    Books books = Books.start(system, settings.book(), detector);
    Ledger ledger = new ShardedLedger(books, tables.store().statements());
    // Before it joins: a node that can't be reached takes no books from others, to give them back.
    ServerBinding grpc =
        bound(
            FrontDoor.open(system, settings.grpc(), ledger, () -> Health.of(system).isReady()),
            settings.grpc());
    Leaving.prepare(system, settings.node(), grpc, books);
    membership.seek(settings, session);
    system.systemActorOf(BookKeeper.create(books), "book-keeper", Props.empty());
    system.systemActorOf(FenceNotice.create(), "fence-notice", Props.empty());
    system.systemActorOf(LostCommands.create(books), "lost-commands", Props.empty());
    return new Node(system, membership, grpc.localAddress());
  }

  private static ServerBinding bound(
      CompletionStage<ServerBinding> binding, GrpcSettings settings) {
    try {
      return binding.toCompletableFuture().join();
    } catch (CompletionException failed) {
      throw StartFailure.listening(
          "gRPC", settings.host(), settings.port(), "exchequer.grpc", failed);
    }
  }

  /** Where it takes gRPC calls. */
  public InetSocketAddress grpcAddress() {
    return grpcAddress;
  }

  /** Whether this node is a member of a cluster and takes part. */
  public boolean isUp() {
    return membership.isUp();
  }

  /**
   * Waits until the cluster has so many members that take part.
   *
   * @throws StartException when it has not after a minute
   */
  public void awaitMembers(int count) {
    long deadlineNanos = System.nanoTime() + MEMBERS_TIMEOUT.toNanos();
    while (membership.upCount() < count) {
      if (System.nanoTime() - deadlineNanos > 0) {
        throw new StartException(
            "only " + membership.upCount() + " of " + count + " nodes joined the cluster");
      }
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
    }
  }

  /** Completes when the node has ended, and says why it did. */
  public CompletionStage<NodeEnd> ended() {
    return system.getWhenTerminated().thenApply(done -> NodeEnd.of(system));
  }

  /** Leaves the cluster, hands the books over, answers what is under way, and ends. */
  public CompletionStage<Done> stop() {
    return CoordinatedShutdown.get(system).runAll(CoordinatedShutdown.clusterLeavingReason());
  }
}

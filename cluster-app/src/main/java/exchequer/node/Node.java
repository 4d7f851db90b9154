package exchequer.node;

import akka.Done;
import akka.actor.Address;
import akka.actor.AddressFromURIString;
import akka.actor.CoordinatedShutdown;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.javadsl.Behaviors;
import akka.cluster.MemberStatus;
import akka.cluster.typed.Cluster;
import akka.cluster.typed.JoinSeedNodes;
import akka.http.javadsl.ServerBinding;
import com.datastax.oss.driver.api.core.CqlSession;
import com.typesafe.config.Config;
import exchequer.book.BookKeeper;
import exchequer.book.BookSettings;
import exchequer.book.Books;
import exchequer.book.LedgerTables;
import exchequer.frontdoor.FrontDoor;
import exchequer.frontdoor.GrpcSettings;
import exchequer.storage.BatchLimit;
import exchequer.storage.FixedSettings;
import exchequer.storage.Schema;
import exchequer.storage.SchemaException;
import exchequer.wire.WireSettings;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.StreamSupport;

/** A running node of the ledger. */
public final class Node {
  private static final String SYSTEM_NAME = "exchequer";

  /** The last event of a batch may come on top of its bound: a transfer with all its metadata. */
  private static final int LARGEST_EVENT_KIBIBYTES = 16;

  /** What the journal's rows add to an event: its key, manifest and serializer. */
  private static final int ROW_OVERHEAD_BYTES = 256;

  private static final Duration MEMBERS_TIMEOUT = Duration.ofMinutes(1);
  private static final Duration DRAIN = Duration.ofSeconds(5);

  private final ActorSystem<Void> system;
  private final InetSocketAddress grpcAddress;

  private Node(ActorSystem<Void> system, InetSocketAddress grpcAddress) {
    this.system = system;
    this.grpcAddress = grpcAddress;
  }

  /**
   * Starts a node and returns when it is part of the cluster and serves.
   *
   * @throws exchequer.settings.WrongSettingException when a setting is wrong
   * @throws StartException when something that it needs is missing
   */
  public static Node start(Config given) {
    checkSettings(given);
    CassandraConnection cassandra = CassandraConnection.of(given);
    BookSettings bookSettings = BookSettings.of(given);
    GrpcSettings grpcSettings = GrpcSettings.of(given);
    NodeSettings nodeSettings = NodeSettings.of(given);
    Config config = cassandra.into(given);
    CqlSession session = cassandra.connect(given);
    try {
      checkStorage(session, cassandra.keyspace(), bookSettings);
      ActorSystem<Void> system = system(config, nodeSettings);
      try {
        closeAtTheEnd(system, session);
        return open(system, session, cassandra, bookSettings, grpcSettings, nodeSettings);
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
    CassandraConnection.of(config);
    BookSettings.of(config);
    GrpcSettings.of(config);
    NodeSettings.of(config);
    // Read again by the serializer, where a failure looks like one of Akka's own.
    WireSettings.of(config);
  }

  private static void checkStorage(CqlSession session, String keyspace, BookSettings book) {
    try {
      Schema.check(session, keyspace);
      FixedSettings.fix(
          session,
          keyspace,
          Map.of(
              "exchequer.ledger.books", Integer.toString(book.rules().books()),
              "exchequer.ledger.entries-per-bucket",
                  Integer.toString(book.rules().entriesPerBucket())));
      int batchBytes = book.batchMaxBytes() + book.batchMaxEvents() * ROW_OVERHEAD_BYTES;
      BatchLimit.requireKibibytes(session, batchBytes / 1024 + LARGEST_EVENT_KIBIBYTES);
    } catch (SchemaException wrong) {
      throw new StartException(wrong.getMessage(), wrong);
    }
  }

  private static ActorSystem<Void> system(Config config, NodeSettings settings) {
    try {
      return ActorSystem.create(Behaviors.empty(), SYSTEM_NAME, config);
    } catch (RuntimeException failed) {
      if (!isOfTheNetwork(failed)) {
        throw new StartException("could not start Akka: " + reason(failed), failed);
      }
      throw new StartException(
          "could not listen for other nodes at "
              + settings.host()
              + ":"
              + settings.port()
              + " (settings exchequer.node.host and .port): "
              + reason(failed),
          failed);
    }
  }

  private static Node open(
      ActorSystem<Void> system,
      CqlSession session,
      CassandraConnection cassandra,
      BookSettings bookSettings,
      GrpcSettings grpcSettings,
      NodeSettings nodeSettings) {
    LedgerTables.of(system).open(session, cassandra.keyspace());
    Cluster cluster = Cluster.get(system);
    Books books = Books.start(system, bookSettings);
    // Before it joins: a node that can't be reached takes no books from others, to give them back.
    ServerBinding binding =
        bound(FrontDoor.open(system, grpcSettings, books, () -> isUp(cluster)), grpcSettings);
    binding.addToCoordinatedShutdown(DRAIN, system);
    cluster.manager().tell(new JoinSeedNodes(addresses(nodeSettings.seeds())));
    system.systemActorOf(BookKeeper.create(books), "book-keeper", akka.actor.typed.Props.empty());
    return new Node(system, binding.localAddress());
  }

  private static ServerBinding bound(
      CompletionStage<ServerBinding> binding, GrpcSettings settings) {
    try {
      return binding.toCompletableFuture().join();
    } catch (CompletionException failed) {
      throw new StartException(
          "could not listen for gRPC at "
              + settings.host()
              + ":"
              + settings.port()
              + " (settings exchequer.grpc.host and .port): "
              + reason(failed),
          failed);
    }
  }

  private static void closeAtTheEnd(ActorSystem<?> system, CqlSession session) {
    CoordinatedShutdown.get(system)
        .addTask(
            CoordinatedShutdown.PhaseBeforeActorSystemTerminate(),
            "close-tables",
            () -> session.closeAsync().thenApply(closed -> Done.getInstance()));
  }

  private static List<Address> addresses(List<String> seeds) {
    return seeds.stream()
        .map(seed -> AddressFromURIString.parse("akka://" + SYSTEM_NAME + "@" + seed))
        .toList();
  }

  private static boolean isUp(Cluster cluster) {
    return cluster.selfMember().status().equals(MemberStatus.up());
  }

  private static boolean isOfTheNetwork(Throwable failed) {
    return rootOf(failed) instanceof IOException
        || rootOf(failed) instanceof UnresolvedAddressException;
  }

  private static String reason(Throwable failed) {
    Throwable root = rootOf(failed);
    return root instanceof UnresolvedAddressException
        ? "no such host is known"
        : Objects.requireNonNullElse(root.getMessage(), root.toString());
  }

  private static Throwable rootOf(Throwable failed) {
    Throwable root = failed;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root;
  }

  /** Where it takes gRPC calls. */
  public InetSocketAddress grpcAddress() {
    return grpcAddress;
  }

  /** Whether this node is a member of a cluster and takes part. */
  public boolean isUp() {
    return isUp(Cluster.get(system));
  }

  /**
   * Waits until the cluster has so many members that take part.
   *
   * @throws StartException when it has not after a minute
   */
  public void awaitMembers(int count) {
    Cluster cluster = Cluster.get(system);
    long deadlineNanos = System.nanoTime() + MEMBERS_TIMEOUT.toNanos();
    while (upMembers(cluster) < count) {
      if (System.nanoTime() - deadlineNanos > 0) {
        throw new StartException(
            "only " + upMembers(cluster) + " of " + count + " nodes joined the cluster");
      }
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
    }
  }

  private static long upMembers(Cluster cluster) {
    return StreamSupport.stream(cluster.state().getMembers().spliterator(), false)
        .filter(member -> member.status().equals(MemberStatus.up()))
        .count();
  }

  /** Completes when the node has ended, for whatever reason. */
  public CompletionStage<Done> ended() {
    return system.getWhenTerminated();
  }

  /** Leaves the cluster, hands the books over, answers what is under way, and ends. */
  public CompletionStage<Done> stop() {
    return CoordinatedShutdown.get(system).runAll(CoordinatedShutdown.clusterLeavingReason());
  }
}

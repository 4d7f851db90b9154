package exchequer.book;

import akka.actor.ActorPath;
import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.javadsl.AskPattern;
import akka.cluster.sharding.typed.ShardingEnvelope;
import akka.cluster.sharding.typed.ShardingMessageExtractor;
import akka.cluster.sharding.typed.javadsl.ClusterSharding;
import akka.cluster.sharding.typed.javadsl.Entity;
import akka.cluster.sharding.typed.javadsl.EntityTypeKey;
import exchequer.ledger.AccountId;
import exchequer.ledger.BookCommand;
import exchequer.process.BookAnswer;
import exchequer.process.BookSettings;
import exchequer.process.Context;
import exchequer.process.NodeTime;
import java.time.Duration;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;

/** All books of the ledger, wherever in the cluster each of them runs. */
public final class Books implements BookRoutes {
  private static final EntityTypeKey<BookMessage> TYPE =
      EntityTypeKey.create(BookMessage.class, "book");
  private static final String PERSISTENCE_ID_PREFIX = "book|";

  private final ActorSystem<?> system;
  private final int count;
  private final ActorRef<ShardingEnvelope<BookMessage>> region;

  private volatile boolean isLeaving;
  private volatile boolean isLast;

  /** Takes part in keeping the books: some of them will run on this node. */
  public static Books start(
      ActorSystem<?> system, BookSettings settings, StandstillDetector detector) {
    return new Books(system, settings, detector);
  }

  private Books(ActorSystem<?> system, BookSettings settings, StandstillDetector detector) {
    this.system = system;
    this.count = settings.rules().books();
    LedgerTables tables = LedgerTables.of(system);
    NodeTime time = new SystemTime(detector);
    AppendTurns turns = new AppendTurns(settings.maxAppends());
    this.region =
        ClusterSharding.get(system)
            .init(
                Entity.of(
                        TYPE,
                        entity ->
                            BookActor.create(
                                new BookActor.Setup(
                                    Integer.parseInt(entity.getEntityId()),
                                    settings,
                                    tables,
                                    turns,
                                    this,
                                    time)))
                    .withStopMessage(new Internal.Stop())
                    .withMessageExtractor(new OneShardPerBook()));
  }

  public int bookOf(AccountId account) {
    return account.book(count);
  }

  /**
   * Asks the command's book.
   *
   * @param timeout after which nobody waits, whatever the context's deadline is
   * @return fails with {@link java.util.concurrent.TimeoutException} when no answer comes in time
   */
  public CompletionStage<BookAnswer> ask(BookCommand command, Context context, Duration timeout) {
    Context bounded = context.atTheLatest(System.nanoTime() + timeout.toNanos());
    int book = bookOf(command.home());
    CompletionStage<BookAnswer> answer =
        AskPattern.ask(
            region,
            replyTo -> envelope(book, new BookMessage.Request(command, bounded, replyTo)),
            timeout,
            system.scheduler());
    return completedByBook(answer);
  }

  /**
   * The same answer, with what follows on it done by the thread that brings it. What AskPattern
   * gives hands every step on to the common pool instead, which on two cores starts a thread each.
   */
  private static <T> CompletionStage<T> completedByBook(CompletionStage<T> answer) {
    CompletableFuture<T> plain = new CompletableFuture<>();
    BiConsumer<T, Throwable> complete =
        (value, failure) -> {
          if (failure == null) {
            plain.complete(value);
          } else {
            plain.completeExceptionally(failure);
          }
        };
    answer.whenCompleteAsync(complete, Runnable::run);
    return plain;
  }

  @Override
  public void tell(BookCommand command) {
    if (isLast) {
      return; // Sent again after the next start.
    }
    region.tell(
        envelope(
            bookOf(command.home()),
            new BookMessage.Request(command, Context.NONE, system.<BookAnswer>ignoreRef())));
  }

  /** Starts every book that does not run. */
  void keepRunning() {
    for (int book = 0; book < count && !isLeaving; book++) {
      keepRunning(book);
    }
  }

  @Override
  public void keepRunning(int book) {
    if (!isLast) {
      region.tell(envelope(book, new BookMessage.KeepRunning()));
    }
  }

  @Override
  public void sendOn(int book, BookMessage.Request request) {
    if (isLast) {
      request.replyTo().tell(new BookAnswer.Unknown("the ledger stops"));
    } else {
      region.tell(envelope(book, request));
    }
  }

  @Override
  public OptionalInt bookOfActor(ActorPath path) {
    boolean isBook = path.parent().parent().equals(region.path());
    return isBook ? OptionalInt.of(Integer.parseInt(path.name())) : OptionalInt.empty();
  }

  /**
   * This node is about to hand its books over. Its region ends only when it has no more messages
   * for books that are on their way, so that this node makes none on its own.
   *
   * @param isLast no node is left that could take the books: what they say to each other would wait
   *     for ever
   */
  public void leave(boolean isLast) {
    this.isLeaving = true;
    this.isLast = isLast;
  }

  static String persistenceId(int book) {
    return PERSISTENCE_ID_PREFIX + String.format(Locale.ROOT, "%03d", book);
  }

  static int numberOf(String persistenceId) {
    return Integer.parseInt(persistenceId.substring(PERSISTENCE_ID_PREFIX.length()));
  }

  private static ShardingEnvelope<BookMessage> envelope(int book, BookMessage message) {
    return new ShardingEnvelope<>(Integer.toString(book), message);
  }

  /** A book is what moves between nodes, so it is a shard of its own. */
  private static final class OneShardPerBook
      extends ShardingMessageExtractor<ShardingEnvelope<BookMessage>, BookMessage> {
    @Override
    public String entityId(ShardingEnvelope<BookMessage> envelope) {
      return envelope.entityId();
    }

    @Override
    public String shardId(String entityId) {
      return entityId;
    }

    @Override
    public BookMessage unwrapMessage(ShardingEnvelope<BookMessage> envelope) {
      return envelope.message();
    }
  }
}

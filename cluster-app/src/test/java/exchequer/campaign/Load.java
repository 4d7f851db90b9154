package exchequer.campaign;

import exchequer.it.LoadAccounts;
import exchequer.it.TestClient;
import exchequer.v1.CreateTransferRequest;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Clients that each do one thing after the other. */
final class Load implements AutoCloseable {
  /** In {@link #withinBooks}, for each node. */
  private static final int CLIENTS_PER_BOOK = 3;

  /** Of each client. */
  private static final int REMEMBERED = 500;

  private static final int PAUSE_AT_MOST_MILLIS = 20;
  private static final int RETRY_AT_MOST_MILLIS = 500;
  private static final int ATTEMPTS_AT_MOST = 8;
  private static final int DEADLINE_AT_LEAST_MILLIS = 300;

  /** Longer than a node waits for a book. */
  private static final int DEADLINE_AT_MOST_MILLIS = 12_000;

  private final LoadAccounts accounts;
  private final List<String> ids;
  private final int nodes;
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean ending;

  private Load(LoadAccounts accounts, int nodes) {
    this.accounts = accounts;
    this.ids = List.copyOf(accounts.ids());
    this.nodes = nodes;
  }

  /**
   * With any node: begin transfers, send them again while their outcome is unknown, give some up,
   * send answered ones once more, and read.
   */
  static Load ofEverything(
      LoadAccounts accounts,
      List<TestClient> nodes,
      Recorder recorder,
      int clients,
      SplittableRandom random) {
    Load load = new Load(accounts, nodes.size());
    for (int client = 0; client < clients; client++) {
      Client one = load.new Client(new Asker(nodes, recorder, client), random.split());
      load.start(client, one::doEverything);
    }
    return load;
  }

  /** For each node and each book some that transfer within the book, and ask only the node. */
  static Load withinBooks(
      LoadAccounts accounts, List<TestClient> nodes, Recorder recorder, SplittableRandom random) {
    Load load = new Load(accounts, nodes.size());
    int client = 0;
    Client bank = load.new Client(new Asker(nodes, recorder, client++), random.split());
    load.ids.forEach(id -> bank.send(accounts.funding(id, random), bank.anyNode()));
    for (int node = 1; node <= nodes.size(); node++) {
      int asked = node;
      for (List<String> book : accounts.byBook()) {
        for (int i = 0; i < CLIENTS_PER_BOOK; i++) {
          Client one = load.new Client(new Asker(nodes, recorder, client), random.split());
          load.start(client++, () -> one.transferWithin(book, asked));
        }
      }
    }
    return load;
  }

  private void start(int client, Runnable work) {
    Thread thread = new Thread(work, "client-" + client);
    thread.setDaemon(true);
    threads.add(thread);
    thread.start();
  }

  /** Begins nothing more; returns when all that is under way has been answered or given up. */
  @Override
  public void close() {
    ending = true;
    try {
      for (Thread thread : threads) {
        thread.join(TimeUnit.SECONDS.toMillis(60));
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private final class Client {
    private final Asker asker;
    private final SplittableRandom random;
    private final Deque<CreateTransferRequest> open = new ArrayDeque<>();
    private final List<CreateTransferRequest> answered = new ArrayList<>();

    Client(Asker asker, SplittableRandom random) {
      this.asker = asker;
      this.random = random;
    }

    void doEverything() {
      while (!ending) {
        int choice = random.nextInt(100);
        if (choice < 55) {
          begin(accounts.next(random));
        } else if (choice < 60 && !open.isEmpty()) {
          begin(open.removeFirst());
        } else if (choice < 65 && !answered.isEmpty()) {
          asker.send(one(answered), anyNode(), deadlineMillis());
        } else if (choice < 80) {
          asker.read(one(ids), anyNode(), deadlineMillis());
        } else if (choice < 90) {
          asker.readPage(one(ids), anyNode(), deadlineMillis());
        } else if (!answered.isEmpty()) {
          asker.find(Intent.of(one(answered)), anyNode(), deadlineMillis());
        }
        pause(PAUSE_AT_MOST_MILLIS);
      }
    }

    void transferWithin(List<String> book, int node) {
      while (!ending) {
        send(accounts.within(book, random), node);
      }
    }

    /** Again and again, until the outcome is known. */
    private void send(CreateTransferRequest request, int node) {
      while (!asker.send(request, node, DEADLINE_AT_MOST_MILLIS).isFinal() && !ending) {
        pause(PAUSE_AT_MOST_MILLIS);
      }
    }

    /** Sends until the outcome is known, or patience ends. */
    private void begin(CreateTransferRequest request) {
      int attempts = random.nextInt(1, ATTEMPTS_AT_MOST);
      for (int attempt = 0; attempt < attempts && !ending; attempt++) {
        if (attempt > 0) {
          pause(RETRY_AT_MOST_MILLIS);
        }
        if (asker.send(request, anyNode(), deadlineMillis()).isFinal()) {
          if (answered.size() < REMEMBERED) {
            answered.add(request);
          } else {
            answered.set(random.nextInt(REMEMBERED), request);
          }
          return;
        }
      }
      // Some are never sent again, as by a client that crashed.
      if (open.size() < REMEMBERED && random.nextInt(4) > 0) {
        open.addLast(request);
      }
    }

    private int anyNode() {
      return random.nextInt(1, nodes + 1);
    }

    private long deadlineMillis() {
      // Most wait long enough; some give up while the request is still being served.
      return random.nextInt(4) > 0
          ? DEADLINE_AT_MOST_MILLIS
          : random.nextInt(DEADLINE_AT_LEAST_MILLIS, DEADLINE_AT_MOST_MILLIS);
    }

    private <T> T one(List<T> items) {
      return items.get(random.nextInt(items.size()));
    }

    private void pause(int atMostMillis) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextInt(atMostMillis)));
    }
  }
}

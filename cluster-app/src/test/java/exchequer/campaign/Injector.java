package exchequer.campaign;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Does to a ledger what a plan says, and undoes it. */
final class Injector implements AutoCloseable {
  /** In {@link Fault.Kind#LATE_WRITES_OF_THE_DEAD}: what is held must be on its way first. */
  private static final long HELD_BEFORE_DEATH_MILLIS = 700;

  private static final long END_TIMEOUT_SECONDS = 180;

  private final Cluster cluster;
  private final Recorder recorder;
  private final ExecutorService threads = Executors.newCachedThreadPool(Injector::thread);
  private final Queue<Done> done = new ConcurrentLinkedQueue<>();

  /**
   * A fault as it was.
   *
   * @param failure why it could not be done; empty when it was
   */
  record Done(Fault fault, long beganNanos, long endedNanos, String failure) {
    boolean isDone() {
      return failure.isEmpty();
    }
  }

  Injector(Cluster cluster, Recorder recorder) {
    this.cluster = cluster;
    this.recorder = recorder;
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "fault");
    thread.setDaemon(true);
    return thread;
  }

  /** Returns when all faults have ended and the plan's time is over. */
  void run(Plan plan) throws InterruptedException {
    long beganNanos = recorder.nowNanos();
    List<Future<?>> faults = new ArrayList<>();
    for (Fault fault : plan.faults()) {
      sleepUntil(beganNanos, fault.startMillis());
      faults.add(threads.submit(() -> inject(fault)));
    }
    sleepUntil(beganNanos, plan.length().toMillis());
    for (Future<?> fault : faults) {
      try {
        fault.get(END_TIMEOUT_SECONDS, TimeUnit.SECONDS);
      } catch (ExecutionException | java.util.concurrent.TimeoutException failed) {
        throw new IllegalStateException("a fault does not end", failed);
      }
    }
  }

  private void sleepUntil(long beganNanos, long millis) throws InterruptedException {
    TimeUnit.NANOSECONDS.sleep(
        beganNanos + TimeUnit.MILLISECONDS.toNanos(millis) - recorder.nowNanos());
  }

  private void inject(Fault fault) {
    long beganNanos = recorder.nowNanos();
    String failure;
    try {
      failure = perform(fault) ? "" : "there was no process";
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      failure = "interrupted";
    } catch (RuntimeException failed) {
      failure = failed.toString();
    }
    done.add(new Done(fault, beganNanos, recorder.nowNanos(), failure));
  }

  /** Returns when it is undone; false when there was nothing to do it to. */
  private boolean perform(Fault fault) throws InterruptedException {
    long millis = fault.durationMillis();
    return switch (fault.kind()) {
      case KILL -> node(fault).kill();
      case TERM -> node(fault).terminate();
      case PAUSE -> cluster.stops().pause(node(fault).pid(), millis);
      case STUTTER -> cluster.stops().stutter(node(fault).pid(), millis);
      case CUT_ONE_WAY -> cut(fault, false);
      case CUT -> cut(fault, true);
      case CASSANDRA_PAUSE -> cluster.stops().pause(cluster.storage().pid(), millis);
      case CASSANDRA_RESTART -> {
        cluster.storage().restart();
        yield true;
      }
      case CLOCK_JUMP -> jump(fault);
      case LATE_WRITES -> hold(cluster.link(fault.node()).writes(), millis);
      case LATE_ANSWERS -> hold(cluster.link(fault.node()).answers(), millis);
      case LATE_WRITES_OF_THE_DEAD -> killWithWritesHeld(fault);
    };
  }

  private CampaignNode node(Fault fault) {
    return cluster.node(fault.node());
  }

  private boolean cut(Fault fault, boolean both) throws InterruptedException {
    CampaignNode one = node(fault);
    CampaignNode other = cluster.node(fault.other());
    Cuts cuts = cluster.cuts().orElseThrow();
    cuts.cut(one, other);
    if (both) {
      cuts.cut(other, one);
    }
    try {
      Thread.sleep(fault.durationMillis());
    } finally {
      cuts.heal(one, other);
      if (both) {
        cuts.heal(other, one);
      }
    }
    return true;
  }

  private boolean jump(Fault fault) throws InterruptedException {
    node(fault).setClock(fault.clockSeconds());
    try {
      Thread.sleep(fault.durationMillis());
    } finally {
      node(fault).setClock(0);
    }
    return true;
  }

  private static boolean hold(StorageLink.Gate gate, long millis) throws InterruptedException {
    gate.hold();
    try {
      Thread.sleep(millis);
    } finally {
      gate.open();
    }
    return true;
  }

  private boolean killWithWritesHeld(Fault fault) throws InterruptedException {
    StorageLink.Gate gate = cluster.link(fault.node()).writes();
    gate.hold();
    try {
      Thread.sleep(HELD_BEFORE_DEATH_MILLIS);
      boolean killed = node(fault).kill();
      Thread.sleep(fault.durationMillis() - HELD_BEFORE_DEATH_MILLIS);
      return killed;
    } finally {
      gate.open();
    }
  }

  List<Done> done() {
    return List.copyOf(done);
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}

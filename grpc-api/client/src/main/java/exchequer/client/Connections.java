package exchequer.client;

import io.grpc.ConnectivityState;
import io.grpc.ManagedChannel;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The channels of a client, taken in turns. An address that can't be reached is passed over as long
 * as another may be reached. Where a name stands for several nodes, gRPC itself takes turns.
 */
final class Connections {
  private static final int UNREACHABLE = 2;
  private static final long WAKE_EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  private final List<ManagedChannel> channels;
  private final AtomicLong wokenNanos = new AtomicLong(System.nanoTime() - WAKE_EVERY_NANOS);
  private final AtomicInteger turns =
      new AtomicInteger(ThreadLocalRandom.current().nextInt(Integer.MAX_VALUE));

  Connections(List<ManagedChannel> channels) {
    this.channels = List.copyOf(channels);
  }

  ManagedChannel next() {
    int turn = turns.getAndIncrement();
    ManagedChannel best = channels.get(Math.floorMod(turn, channels.size()));
    int bestDistance = distance(best);
    for (int i = 1; i < channels.size() && bestDistance > 0; i++) {
      ManagedChannel other = channels.get(Math.floorMod(turn + i, channels.size()));
      int distance = distance(other);
      if (distance < bestDistance) {
        best = other;
        bestDistance = distance;
      }
    }
    return best;
  }

  /** How far a channel is from a connection, from 0. */
  private static int distance(ManagedChannel channel) {
    ConnectivityState state = channel.getState(false);
    return switch (state) {
      case READY, IDLE -> 0;
      case CONNECTING -> 1;
      case TRANSIENT_FAILURE -> UNREACHABLE;
      case SHUTDOWN -> UNREACHABLE + 1;
    };
  }

  /** For a request that is sent again: gRPC's own pause would fail it without trying to connect. */
  void wake() {
    long nowNanos = System.nanoTime();
    long lastNanos = wokenNanos.get();
    // Many come back at once; one of them is enough for a node that is not there.
    if (nowNanos - lastNanos < WAKE_EVERY_NANOS || !wokenNanos.compareAndSet(lastNanos, nowNanos))
      return;
    for (ManagedChannel channel : channels) {
      if (distance(channel) == UNREACHABLE) channel.resetConnectBackoff();
    }
  }

  /** Whatever is on its way over them fails. */
  void close() {
    channels.forEach(ManagedChannel::shutdownNow);
  }
}

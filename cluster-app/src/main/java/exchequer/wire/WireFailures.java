package exchequer.wire;

import akka.actor.AbstractExtensionId;
import akka.actor.ClassicActorSystemProvider;
import akka.actor.ExtendedActorSystem;
import akka.actor.Extension;
import java.util.concurrent.atomic.LongAdder;

/** Counts, since the node started, messages between nodes that were dropped; Akka logs each. */
public final class WireFailures implements Extension {
  private static final Id ID = new Id();

  private final LongAdder unreadable = new LongAdder();
  private final LongAdder unwritable = new LongAdder();

  public static WireFailures of(ClassicActorSystemProvider system) {
    return ID.get(system);
  }

  /** Received, and not a message that this release knows. */
  public long unreadable() {
    return unreadable.sum();
  }

  /** Not sent: too large, or of a class that has no registration. */
  public long unwritable() {
    return unwritable.sum();
  }

  void countUnreadable() {
    unreadable.increment();
  }

  void countUnwritable() {
    unwritable.increment();
  }

  /** Akka's handle of this extension. */
  private static final class Id extends AbstractExtensionId<WireFailures> {
    @Override
    public WireFailures createExtension(ExtendedActorSystem system) {
      return new WireFailures();
    }
  }
}

package exchequer.wire;

import akka.actor.typed.ActorRef;
import exchequer.book.BookMessage;
import exchequer.ledger.BookCommand;
import exchequer.ledger.Reply;
import exchequer.micro.MicroBenchmark;
import exchequer.micro.OneTransfer;
import exchequer.process.BookAnswer;
import exchequer.process.Context;
import java.io.NotSerializableException;
import java.util.Optional;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/** Messages between nodes, to bytes and back: those of one transfer. */
public class WireBenchmark extends MicroBenchmark {

  /** What is sent. */
  public enum Kind {
    /** From a front door, which waits for the answer. */
    MAKE_TRANSFER,
    /** From book to book: nobody waits. */
    ACCEPT_CREDIT,
    SETTLE_TRANSFER,
    /** To the front door. */
    TRANSFER_OUTCOME
  }

  @Param public Kind kind;

  private WireSystem system;
  private KryoSerializer serializer;
  private Object message;
  private byte[] bytes;

  @Setup
  public void start() {
    system = WireSystem.local();
    prepare(system);
  }

  @TearDown
  public void stop() {
    system.close();
  }

  @Benchmark
  public Object write() {
    return serializer.toBinary(message);
  }

  @Benchmark
  public Object read() throws NotSerializableException {
    return serializer.fromBinary(bytes, KryoSerializer.MANIFEST);
  }

  static WireBenchmark of(Kind kind, WireSystem running) {
    WireBenchmark benchmark = new WireBenchmark();
    benchmark.kind = kind;
    benchmark.prepare(running);
    return benchmark;
  }

  private void prepare(WireSystem running) {
    serializer = running.serializer();
    ActorRef<BookAnswer> asker =
        running.resolve("akka://" + WireSystem.NAME + "/temp/BookRegion$a");
    ActorRef<BookAnswer> nobody = running.kit().system().ignoreRef();
    message =
        switch (kind) {
          case MAKE_TRANSFER ->
              new BookMessage.Request(
                  new BookCommand.MakeTransfer(OneTransfer.ORDER), Context.NONE, asker);
          case ACCEPT_CREDIT ->
              new BookMessage.Request(
                  new BookCommand.AcceptCredit(OneTransfer.CREDIT), Context.NONE, nobody);
          case SETTLE_TRANSFER ->
              new BookMessage.Request(
                  new BookCommand.SettleTransfer(OneTransfer.KEY, Optional.empty()),
                  Context.NONE,
                  nobody);
          case TRANSFER_OUTCOME ->
              new BookAnswer.Decided(new Reply.TransferOutcome(OneTransfer.DECIDED, false));
        };
    bytes = serializer.toBinary(message);
  }
}

package exchequer.encoding;

import exchequer.micro.MicroBenchmark;
import exchequer.micro.OneTransfer;
import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** To bytes and back: each event of a transfer, an append, and what is kept behind the log. */
public class StoredFormBenchmark extends MicroBenchmark {

  /** What is written and read. */
  public enum Kind {
    LOCAL_TRANSFER_POSTED,
    TRANSFER_BEGUN,
    CREDIT_ACCEPTED,
    TRANSFER_POSTED,
    APPEND_OF_16,
    ACCOUNT,
    TRANSFER_DECIDED;

    private Object value() {
      return switch (this) {
        case LOCAL_TRANSFER_POSTED -> OneTransfer.LOCAL;
        case TRANSFER_BEGUN -> OneTransfer.BEGUN;
        case CREDIT_ACCEPTED -> OneTransfer.ACCEPTED;
        case TRANSFER_POSTED -> OneTransfer.POSTED;
        case APPEND_OF_16 -> append();
        case ACCOUNT -> OneTransfer.account(OneTransfer.SOURCE);
        case TRANSFER_DECIDED -> OneTransfer.DECIDED;
      };
    }

    /** As a busy book makes them: transfers it begins, credits it takes, outcomes it learns. */
    private static List<Object> append() {
      List<Object> events = new ArrayList<>();
      for (int i = 0; i < 5; i++) {
        events.addAll(List.of(OneTransfer.BEGUN, OneTransfer.ACCEPTED, OneTransfer.POSTED));
      }
      events.add(OneTransfer.LOCAL);
      return events;
    }
  }

  @Param public Kind kind;

  private Object value;
  private Stored stored;
  private AnyForm form;

  @Setup
  public void prepare() {
    value = kind.value();
    stored = AnyForm.write(value);
    form = AnyForm.of(stored.manifest());
  }

  @Benchmark
  public Object write() {
    return AnyForm.write(value);
  }

  @Benchmark
  public Object read() {
    return form.read(stored);
  }

  static StoredFormBenchmark of(Kind kind) {
    StoredFormBenchmark benchmark = new StoredFormBenchmark();
    benchmark.kind = kind;
    benchmark.prepare();
    return benchmark;
  }
}

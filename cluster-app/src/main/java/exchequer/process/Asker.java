package exchequer.process;

/** Who waits for the answer to a command. */
@FunctionalInterface
public interface Asker {
  void answer(BookAnswer answer);
}

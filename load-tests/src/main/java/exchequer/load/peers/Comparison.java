package exchequer.load.peers;

import java.io.IOException;

/** What can be compared. Its settings are read when it is made. */
interface Comparison {
  SharedSettings shared();

  /** What must be there before anything is started. */
  Tools tools();

  /** Starts what it compares in that place, measures, and writes what came out. */
  void run(Workplace place) throws IOException, InterruptedException;
}

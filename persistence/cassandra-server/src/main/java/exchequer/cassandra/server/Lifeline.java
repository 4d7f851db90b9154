package exchequer.cassandra.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;

/** The pipe from the parent: as long as it is open and silent, the server lives. */
final class Lifeline {
  private Lifeline() {}

  /** Returns at the line {@code stop}, at the end of the input, and when it can't be read. */
  static void awaitEnd(InputStream input) {
    BufferedReader lines = new BufferedReader(new InputStreamReader(input, UTF_8));
    try {
      String line = lines.readLine();
      while (line != null && !line.equals("stop")) {
        line = lines.readLine();
      }
    } catch (IOException e) {
      // A pipe that can't be read any more is one whose other end is gone.
      System.err.println("The input from the parent process failed: " + e.getMessage());
    }
  }
}

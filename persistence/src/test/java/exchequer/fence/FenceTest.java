package exchequer.fence;

import org.junit.jupiter.api.Test;

class FenceTest {
  @Test
  void tryout() {
    for (String spec : System.getProperty("spec", "3,3,2,1-2-3").split(";")) {
      String[] parts = spec.split(",");
      Integer[] nodes =
          java.util.Arrays.stream(parts[3].split("-")).map(Integer::valueOf).toArray(Integer[]::new);
      Bounds bounds =
          Bounds.of(
                  Integer.parseInt(parts[0]),
                  Integer.parseInt(parts[1]),
                  Integer.parseInt(parts[2]),
                  nodes)
              .with(Bounds.Reads.valueOf(parts.length > 4 ? parts[4] : "ATOMIC"));
      if (parts.length > 6) bounds = bounds.withCrashesOfOldOwners();
      for (Flaw flaw :
          parts.length > 5 && !parts[5].equals("ALL")
              ? new Flaw[] {Flaw.valueOf(parts[5])}
              : Flaw.values()) {
        long from = System.nanoTime();
        Search.Result r = Search.of(bounds, flaw);
        System.out.println(
            spec
                + " "
                + flaw
                + " "
                + r.states()
                + " states "
                + (System.nanoTime() - from) / 1_000_000
                + " ms "
                + r.broken());
      }
    }
  }
}

package exchequer.campaign;

import java.util.List;

/**
 * Cuts between nodes by iptables: what one node sends over its own connections to another is
 * dropped. All rules are in one chain with this process's id in its name.
 */
final class Cuts implements AutoCloseable {
  private static final String IPTABLES = "iptables";
  private static final String WAIT = "-w";
  private static final String PREFIX = "EXCHEQUER-";

  private final String chain = PREFIX + ProcessHandle.current().pid();

  private Cuts() {}

  /** Whether this machine lets us cut. */
  static boolean arePossible() {
    return Commands.run(IPTABLES, WAIT, "-S", "INPUT").isDone();
  }

  /** Removes as well what a campaign that was killed has left. */
  static Cuts prepare() {
    Commands.run(IPTABLES, WAIT, "-S")
        .output()
        .lines()
        .filter(line -> line.startsWith("-N " + PREFIX))
        .map(line -> line.substring("-N ".length()))
        .filter(Cuts::isLeft)
        .forEach(Cuts::remove);
    Cuts cuts = new Cuts();
    Commands.require(IPTABLES, WAIT, "-N", cuts.chain);
    Commands.require(IPTABLES, WAIT, "-I", "INPUT", "-i", "lo", "-j", cuts.chain);
    return cuts;
  }

  private static boolean isLeft(String chain) {
    return ProcessHandle.of(Long.parseLong(chain.substring(PREFIX.length()))).isEmpty();
  }

  private static void remove(String chain) {
    Commands.run(IPTABLES, WAIT, "-D", "INPUT", "-i", "lo", "-j", chain);
    Commands.run(IPTABLES, WAIT, "-F", chain);
    Commands.run(IPTABLES, WAIT, "-X", chain);
  }

  void cut(CampaignNode from, CampaignNode to) {
    change("-A", from, to);
  }

  void heal(CampaignNode from, CampaignNode to) {
    change("-D", from, to);
  }

  private void change(String how, CampaignNode from, CampaignNode to) {
    List<String> rule =
        List.of(
            IPTABLES,
            WAIT,
            how,
            chain,
            "-p",
            "tcp",
            "-s",
            from.host(),
            "-d",
            to.host(),
            "--dport",
            Integer.toString(to.nodePort()),
            "-j",
            "DROP");
    Commands.require(rule.toArray(String[]::new));
  }

  @Override
  public void close() {
    remove(chain);
  }
}

package exchequer.campaign;

import exchequer.campaign.Operation.Send;
import exchequer.it.LoadAccounts;
import exchequer.it.Patience;
import exchequer.it.TestClient;
import exchequer.v1.Account;
import exchequer.v1.CreateTransferRequest;
import exchequer.v1.Transfer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.awaitility.core.ConditionTimeoutException;

/**
 * A ledger of several processes under load while a seed's faults happen to it, and the check of all
 * that its clients saw. Started by {@code .ci/campaign}, and shorter by {@link CampaignIT}.
 */
final class Campaign {
  /** Refused transfers that are sent once more at the end, at most. */
  private static final int SENT_AGAIN = 3_000;

  private static final Duration OPENING_AT_MOST = Duration.ofMinutes(2);

  private final CampaignSettings settings;
  private final Function<Collection<Fault.Kind>, Plan> planning;
  private final Workload workload;
  private final Recorder recorder = new Recorder();
  private final List<Violation> failures = new ArrayList<>();

  /** What the clients do while the faults happen. */
  interface Workload {
    /** Begins; what it returns ends when it is closed, and has then recorded all answers. */
    Load start(LoadAccounts accounts, List<TestClient> nodes, Recorder recorder);
  }

  /** The seed's faults, and clients that do everything with any node. */
  Campaign(CampaignSettings settings) {
    this(
        settings,
        possible -> {
          Collection<Fault.Kind> kinds = new ArrayList<>(possible);
          kinds.removeAll(settings.without());
          return Plan.of(settings.seed(), settings.length(), settings.nodes(), kinds);
        },
        (accounts, nodes, recorder) ->
            Load.ofEverything(
                accounts,
                nodes,
                recorder,
                settings.clients(),
                new SplittableRandom(settings.seed())));
  }

  /**
   * @param faults in the order of their start
   */
  Campaign(CampaignSettings settings, List<Fault> faults, Workload workload) {
    this(
        settings,
        possible -> new Plan(settings.seed(), settings.length(), settings.nodes(), faults),
        workload);
  }

  private Campaign(
      CampaignSettings settings,
      Function<Collection<Fault.Kind>, Plan> planning,
      Workload workload) {
    this.settings = settings;
    this.planning = planning;
    this.workload = workload;
  }

  /** Exits with 1 when a promise was broken or nothing was proved. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Report report = new Campaign(CampaignSettings.of(Arrays.asList(arguments))).run();
    boolean good = report.verdict().violations().isEmpty() && report.shortcomings().isEmpty();
    System.exit(good ? 0 : 1);
  }

  /** Leaves report.txt, timeline.svg and the nodes' logs in target/campaign/(seed). */
  Report run() throws IOException, InterruptedException {
    Path folder = settings.folder();
    Files.createDirectories(folder);
    say(
        "seed %d, %d s; report and logs: %s"
            .formatted(settings.seed(), settings.length().toSeconds(), folder));
    Cluster cluster = new Cluster(settings.nodes(), folder, recorder);
    // However it ends: by an exception, or by a signal.
    Thread end = new Thread(cluster::close);
    Runtime.getRuntime().addShutdownHook(end);
    try {
      Report report = run(cluster);
      Files.writeString(folder.resolve("report.txt"), report.text());
      Files.writeString(folder.resolve("timeline.svg"), Timeline.svg(report));
      report.summary().forEach(System.out::println);
      return report;
    } finally {
      cluster.close();
      Runtime.getRuntime().removeShutdownHook(end);
    }
  }

  private Report run(Cluster cluster) throws InterruptedException {
    Plan plan = planning.apply(cluster.possibleFaults(this::say));
    System.out.println(plan.describe());
    cluster.start(settings.home());
    say("the ledger runs");
    LoadAccounts accounts =
        new Patience(OPENING_AT_MOST).ask(() -> LoadAccounts.open(cluster.clients().get(0)));
    Map<String, History.Limits> limits = new HashMap<>();
    for (String id : accounts.ids()) {
      Account account =
          new Patience(OPENING_AT_MOST).ask(() -> cluster.clients().get(0).account(id));
      limits.put(id, new History.Limits(limit(account.getFloor()), limit(account.getCeiling())));
    }
    long loadNanos = recorder.nowNanos();
    Injector injector = new Injector(cluster, recorder);
    Load load = workload.start(accounts, cluster.clients(), recorder);
    try (injector;
        load) {
      injector.run(plan);
      say("the faults are over");
      awaitRecovery(cluster);
    }
    History history = audit(cluster, limits);
    say("check %d operations".formatted(history.operations().size()));
    return new Report(
        plan,
        injector.done(),
        cluster.nodes().stream().flatMap(node -> node.lives().stream()).toList(),
        history,
        Checker.check(history).and(failures),
        loadNanos);
  }

  /** What does not recover is a violation, and the audit may tell why. */
  private void awaitRecovery(Cluster cluster) {
    try {
      cluster.awaitServing();
    } catch (ConditionTimeoutException dead) {
      failures.add(
          new Violation(
              Violation.Kind.NOT_SERVING, dead.getMessage(), recorder.nowNanos(), List.of()));
    }
  }

  private History audit(Cluster cluster, Map<String, History.Limits> accounts)
      throws InterruptedException {
    Audit audit = new Audit(cluster.clients(), recorder, accounts.keySet());
    audit.awaitRest();
    List<Operation> operations = recorder.operations();
    Collection<Intent> sent = Audit.sent(operations);
    say(
        "the ledger is at rest; read %d transfers and %d accounts"
            .formatted(sent.size(), accounts.size()));
    long restNanos = recorder.nowNanos();
    audit.read(sent, refused(operations));
    return new History(accounts, recorder.operations(), restNanos);
  }

  private static List<CreateTransferRequest> refused(List<Operation> operations) {
    return operations.stream()
        .filter(Send.class::isInstance)
        .filter(operation -> operation.answer().kind() == Answer.Kind.REFUSED)
        .map(operation -> ((Send) operation).transfer())
        .distinct()
        .limit(SENT_AGAIN)
        .map(Campaign::request)
        .toList();
  }

  private static CreateTransferRequest request(Intent transfer) {
    return CreateTransferRequest.newBuilder()
        .setParent("accounts/" + transfer.source())
        .setTransferId(transfer.name().substring(transfer.name().lastIndexOf('/') + 1))
        .setTransfer(
            Transfer.newBuilder()
                .setDestination("accounts/" + transfer.destination())
                .setAsset(TestClient.ASSET)
                .setAmount(Long.toString(transfer.amount())))
        .build();
  }

  private static OptionalLong limit(String limit) {
    return limit.equals("unbounded")
        ? OptionalLong.empty()
        : OptionalLong.of(Long.parseLong(limit));
  }

  private void say(String line) {
    System.out.printf("%6.1f s  %s%n", recorder.nowNanos() / 1e9, line);
  }

  /** How long, which faults, and where things are. */
  record CampaignSettings(
      long seed,
      Duration length,
      int nodes,
      int clients,
      Set<Fault.Kind> without,
      Path home,
      Path folder) {
    private static final int NODES = 3;
    private static final int CLIENTS = 16;
    private static final String MINUTES = "10";

    /**
     * @param arguments such as {@code minutes=10}, {@code seed=1}, {@code nodes=3}, {@code
     *     clients=16}, {@code without=CUT,TERM}
     */
    static CampaignSettings of(List<String> arguments) {
      Map<String, String> given =
          arguments.stream()
              .map(argument -> argument.split("=", 2))
              .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1]));
      Set<String> unknown = new java.util.TreeSet<>(given.keySet());
      unknown.removeAll(Set.of("minutes", "seed", "nodes", "clients", "without"));
      if (!unknown.isEmpty()) {
        throw new IllegalArgumentException(
            unknown + "; allowed: minutes=, seed=, nodes=, clients=, without=KIND,KIND");
      }
      long seconds = Math.round(60 * Double.parseDouble(given.getOrDefault("minutes", MINUTES)));
      String seed = given.getOrDefault("seed", "");
      Set<Fault.Kind> without =
          Arrays.stream(given.getOrDefault("without", "").split(","))
              .filter(name -> !name.isEmpty())
              .map(Fault.Kind::valueOf)
              .collect(Collectors.toSet());
      return of(
          seed.isEmpty() ? System.nanoTime() : Long.parseLong(seed),
          Duration.ofSeconds(seconds),
          Integer.parseInt(given.getOrDefault("nodes", "" + NODES)),
          Integer.parseInt(given.getOrDefault("clients", "" + CLIENTS)),
          without);
    }

    private static CampaignSettings of(
        long seed, Duration length, int nodes, int clients, Set<Fault.Kind> without) {
      return new CampaignSettings(
          seed,
          length,
          nodes,
          clients,
          without,
          Path.of(System.getProperty("exchequer.home")),
          Path.of("target", "campaign", Long.toString(seed)).toAbsolutePath());
    }

    static CampaignSettings of(long seed, Duration length) {
      return of(seed, length, NODES, CLIENTS, Set.of());
    }
  }
}

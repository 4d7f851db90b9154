package exchequer.load.simulation;

import static io.gatling.javaapi.core.CoreDsl.constantConcurrentUsers;
import static io.gatling.javaapi.core.CoreDsl.constantUsersPerSec;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.global;
import static io.gatling.javaapi.core.CoreDsl.rampConcurrentUsers;
import static io.gatling.javaapi.core.CoreDsl.rampUsersPerSec;
import static io.gatling.javaapi.core.CoreDsl.repeat;
import static io.gatling.javaapi.core.CoreDsl.scenario;

import exchequer.load.gatling.Ledger;
import exchequer.load.gatling.LedgerProtocol;
import exchequer.load.settings.Calls;
import exchequer.load.settings.LoadSettings;
import exchequer.load.settings.Model;
import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.ClosedInjectionStep;
import io.gatling.javaapi.core.OpenInjectionStep;
import io.gatling.javaapi.core.PopulationBuilder;
import io.gatling.javaapi.core.ScenarioBuilder;
import io.gatling.javaapi.core.Simulation;
import java.util.ArrayList;
import java.util.List;

/** What all simulations have in common: a warm-up, then a constant load, by the run's settings. */
public abstract class LedgerSimulation extends Simulation {
  private final LoadSettings settings;
  private final Throughput throughput;

  /** Transfers only. */
  LedgerSimulation() {
    this(transfers(CurrentRun.get().settings()));
  }

  /**
   * @param sent what a virtual user sends, again and again
   */
  LedgerSimulation(ChainBuilder sent) {
    CurrentRun current = CurrentRun.get();
    settings = current.settings();
    throughput = new Throughput(settings, current.run().tally());
    setUp(population(sent))
        .protocols(new LedgerProtocol(current.run()))
        .assertions(global().failedRequests().percent().lte((double) settings.maxFailedPercent()));
  }

  /** The class that Gatling is to run. */
  public static Class<? extends LedgerSimulation> classOf(
      exchequer.load.settings.Simulation simulation) {
    return switch (simulation) {
      case UNIFORM -> Uniform.class;
      case HOT -> Hot.class;
      case HOT_SOURCE -> HotSource.class;
      case MIXED -> Mixed.class;
      case SCALE -> Scale.class;
      case SOAK -> Soak.class;
    };
  }

  static ChainBuilder transfers(LoadSettings settings) {
    return exec(
        settings.calls() == Calls.STREAM ? Ledger.transfers(groupOf(settings)) : Ledger.transfer());
  }

  /** Where fewer transfers are to be in flight than make a group, groups are smaller. */
  private static int groupOf(LoadSettings settings) {
    boolean bounded = settings.model() == Model.CLOSED;
    return bounded ? Math.min(settings.group(), settings.inFlight()) : settings.group();
  }

  private PopulationBuilder population(ChainBuilder sent) {
    int group = settings.calls() == Calls.STREAM ? groupOf(settings) : 1;
    return switch (settings.model()) {
      case CLOSED ->
          named(repeat(settings.repeats()).on(sent))
              .injectClosed(closed(Math.max(1, settings.inFlight() / group)));
      case OPEN -> named(sent).injectOpen(open((double) settings.rate() / group));
    };
  }

  private ScenarioBuilder named(ChainBuilder chain) {
    return scenario(settings.simulation().spelled()).exec(chain);
  }

  private List<ClosedInjectionStep> closed(int users) {
    List<ClosedInjectionStep> steps = new ArrayList<>();
    if (settings.warmUpSeconds() > 0) {
      steps.add(rampConcurrentUsers(1).to(users).during(settings.warmUpSeconds()));
    }
    steps.add(constantConcurrentUsers(users).during(settings.seconds()));
    return steps;
  }

  private List<OpenInjectionStep> open(double usersPerSecond) {
    List<OpenInjectionStep> steps = new ArrayList<>();
    if (settings.warmUpSeconds() > 0) {
      steps.add(
          rampUsersPerSec(Math.min(1, usersPerSecond))
              .to(usersPerSecond)
              .during(settings.warmUpSeconds()));
    }
    steps.add(constantUsersPerSec(usersPerSecond).during(settings.seconds()));
    return steps;
  }

  @Override
  public final void before() {
    throughput.start();
  }

  @Override
  public final void after() {
    throughput.stop();
  }
}

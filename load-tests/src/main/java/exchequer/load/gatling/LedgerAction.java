package exchequer.load.gatling;

import com.typesafe.scalalogging.Logger;
import exchequer.load.ledger.LoadRun;
import exchequer.load.ledger.Outcome;
import io.gatling.commons.stats.KO$;
import io.gatling.commons.stats.OK$;
import io.gatling.core.CoreComponents;
import io.gatling.core.action.Action;
import io.gatling.core.action.BlockExit;
import io.gatling.core.session.Session;
import io.gatling.core.structure.ScenarioContext;
import scala.Option;

/**
 * A step of a scenario that sends something, reports its outcome to Gatling, and goes on with the
 * next. Gatling's own base of such steps is a Scala trait that only Scala can extend; what it adds
 * to {@link Action}, the way out of a block that has ended, is here.
 */
abstract class LedgerAction implements Action {
  private final String name;
  private final CoreComponents core;
  private final LoadRun run;
  private final Action next;
  private Logger logger = Logger.apply(LedgerAction.class);

  LedgerAction(String name, ScenarioContext context, Action next) {
    this.name = name;
    this.core = context.coreComponents();
    this.run = context.protocolComponentsRegistry().components(LedgerProtocol.KEY).protocol().run();
    this.next = next;
  }

  /** The request's name in reports. */
  @Override
  public final String name() {
    return name;
  }

  final LoadRun run() {
    return run;
  }

  final long nowMillis() {
    return core.clock().nowMillis();
  }

  @Override
  public final void $bang(Session session) {
    Option<BlockExit> exit = BlockExit.mustExit(session);
    if (exit.isDefined()) {
      exit.get().exitBlock(core.statsEngine(), nowMillis());
    } else {
      Action.super.$bang(session);
    }
  }

  /** A failed request has the code and the reason as its message, as {@link Outcome#text}. */
  final void report(Session session, long startMillis, Outcome outcome) {
    long endMillis = nowMillis();
    core.statsEngine()
        .logResponse(
            session.scenario(),
            session.groups(),
            name,
            startMillis,
            endMillis,
            outcome.isOk() ? OK$.MODULE$ : KO$.MODULE$,
            Option.apply(outcome.code().name()),
            outcome.isOk() ? Option.empty() : Option.apply(outcome.text()));
    Session timed = session.logGroupRequestTimings(startMillis, endMillis);
    next.$bang(outcome.isOk() ? timed : timed.markAsFailed());
  }

  // What Scala's compiler adds to a class with a logger.

  @Override
  public final Logger logger() {
    return logger;
  }

  @Override
  public final void com$typesafe$scalalogging$StrictLogging$_setter_$logger_$eq(Logger made) {
    logger = made;
  }
}

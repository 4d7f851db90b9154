package exchequer.load.gatling;

import io.gatling.core.action.Action;
import io.gatling.core.session.Session;
import io.gatling.core.structure.ScenarioContext;

/** Sends a group of transfers through the user's stream. */
final class TransfersAction extends LedgerAction {
  private final int group;

  TransfersAction(int group, ScenarioContext context, Action next) {
    super("CreateTransfers of " + group, context, next);
    this.group = group;
  }

  @Override
  public void execute(Session session) {
    Session with = UserStream.in(session, run());
    UserStream stream = UserStream.of(with).orElseThrow();
    long startMillis = nowMillis();
    stream.send(run().orders().next(group), outcome -> report(with, startMillis, outcome));
  }
}

package exchequer.load.gatling;

import io.gatling.core.action.Action;
import io.gatling.core.session.Session;
import io.gatling.core.structure.ScenarioContext;

/** Sends one transfer, until its outcome is known or it was sent too often. */
final class TransferAction extends LedgerAction {
  TransferAction(ScenarioContext context, Action next) {
    super("CreateTransfer", context, next);
  }

  @Override
  public void execute(Session session) {
    long startMillis = nowMillis();
    run().transfer(run().orders().next(), outcome -> report(session, startMillis, outcome));
  }
}

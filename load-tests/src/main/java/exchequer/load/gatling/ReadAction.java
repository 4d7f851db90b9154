package exchequer.load.gatling;

import exchequer.load.ledger.LoadRun;
import exchequer.load.ledger.Outcome;
import io.gatling.core.action.Action;
import io.gatling.core.session.Session;
import io.gatling.core.structure.ScenarioContext;
import io.grpc.MethodDescriptor;
import java.util.function.Function;

/** Calls a method that changes nothing. */
final class ReadAction<Q, A> extends LedgerAction {
  private final MethodDescriptor<Q, A> method;
  private final Function<LoadRun, Q> request;

  ReadAction(
      MethodDescriptor<Q, A> method,
      Function<LoadRun, Q> request,
      ScenarioContext context,
      Action next) {
    super(String.valueOf(method.getBareMethodName()), context, next);
    this.method = method;
    this.request = request;
  }

  @Override
  public void execute(Session session) {
    long startMillis = nowMillis();
    var unused =
        run()
            .client()
            .callAsync(method, request.apply(run()))
            .thenAccept(
                answer -> {
                  Outcome outcome = Outcome.of(answer);
                  if (outcome.isOk()) {
                    run().tally().read();
                  }
                  report(session, startMillis, outcome);
                });
  }
}

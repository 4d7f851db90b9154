package exchequer.load.gatling;

import exchequer.load.ledger.LoadRun;
import io.gatling.core.action.Action;
import io.gatling.core.structure.ScenarioContext;
import io.gatling.javaapi.core.ActionBuilder;
import io.grpc.MethodDescriptor;
import java.util.function.Function;

/** What scenarios are made of. */
public final class Ledger {
  private Ledger() {}

  /** A transfer of the run, by a call of its own. */
  public static ActionBuilder transfer() {
    return builder(TransferAction::new);
  }

  /**
   * Transfers of the run in one message of the virtual user's stream; done when all are answered.
   * The stream is opened by the user's first and ends with the user.
   *
   * @param group 1 to 1,000
   */
  public static ActionBuilder transfers(int group) {
    return builder((context, next) -> new TransfersAction(group, context, next));
  }

  /**
   * A unary call that changes nothing, named by its method in reports.
   *
   * @param request makes what is sent; called for each
   */
  public static <Q, A> ActionBuilder read(
      MethodDescriptor<Q, A> method, Function<LoadRun, Q> request) {
    return builder((context, next) -> new ReadAction<>(method, request, context, next));
  }

  private interface Maker {
    Action make(ScenarioContext context, Action next);
  }

  private static ActionBuilder builder(Maker maker) {
    io.gatling.core.action.builder.ActionBuilder builder = maker::make;
    return () -> builder;
  }
}

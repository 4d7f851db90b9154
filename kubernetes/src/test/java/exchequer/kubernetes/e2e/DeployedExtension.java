package exchequer.kubernetes.e2e;

import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests the ledger on the cluster: one for all of them, as a start takes a minute. Each test
 * begins and ends with three pods, and has accounts of its own.
 */
final class DeployedExtension implements ParameterResolver, AfterTestExecutionCallback {
  private static final ExtensionContext.Namespace SPACE =
      ExtensionContext.Namespace.create(DeployedExtension.class);

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Deployed.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getRoot()
        .getStore(SPACE)
        .getOrComputeIfAbsent(Deployed.class, type -> Deployed.start(), Deployed.class);
  }

  @Override
  public void afterTestExecution(ExtensionContext context) {
    if (context.getExecutionException().isPresent()) {
      Deployed deployed = context.getRoot().getStore(SPACE).get(Deployed.class, Deployed.class);
      if (deployed != null) {
        deployed.printLogs();
      }
    }
  }
}

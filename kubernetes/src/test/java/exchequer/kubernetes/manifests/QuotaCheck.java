package exchequer.kubernetes.manifests;

import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceQuota;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** The quota has room for all that may run at once: the autoscaler's most, and a surge on top. */
final class QuotaCheck implements Check {
  @Override
  public List<String> problems(Inventory inventory) {
    List<String> problems = new ArrayList<>();
    for (ResourceQuota quota : inventory.all(ResourceQuota.class)) {
      for (String resource : List.of("cpu", "memory")) {
        BigDecimal allowed = number(quota.getSpec().getHard().get("requests." + resource));
        BigDecimal needed =
            inventory.workloads().stream()
                .map(workload -> most(inventory, workload).multiply(each(workload, resource)))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        if (needed.compareTo(allowed) > 0) {
          problems.add(
              "the quota's requests.%s is %s, but as many as %s may be requested"
                  .formatted(resource, allowed.toPlainString(), needed.toPlainString()));
        }
      }
    }
    return problems;
  }

  private static BigDecimal most(Inventory inventory, Inventory.Workload workload) {
    String name = workload.name().substring(workload.name().indexOf(' ') + 1);
    int replicas =
        inventory
            .find(StatefulSet.class, name)
            .map(set -> set.getSpec().getReplicas())
            .orElseGet(
                () ->
                    inventory
                        .find(HorizontalPodAutoscaler.class, name)
                        .map(scaler -> scaler.getSpec().getMaxReplicas())
                        .orElse(1));
    return BigDecimal.valueOf(replicas + (inventory.has(Deployment.class, name) ? 1L : 0L));
  }

  private static BigDecimal each(Inventory.Workload workload, String resource) {
    return workload.containers().stream()
        .map(container -> number(container.getResources().getRequests().get(resource)))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static BigDecimal number(Quantity quantity) {
    return Quantity.getAmountInBytes(quantity);
  }
}

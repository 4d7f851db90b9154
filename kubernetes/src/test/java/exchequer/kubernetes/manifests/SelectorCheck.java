package exchequer.kubernetes.manifests;

import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.TopologySpreadConstraint;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Every selector selects pods that these objects make. */
final class SelectorCheck implements Check {
  @Override
  public List<String> problems(Inventory inventory) {
    List<String> problems = new ArrayList<>();
    for (Inventory.Workload workload : inventory.workloads()) {
      if (workload.runs() && !workload.isSelectedBy(workload.selector().getMatchLabels())) {
        problems.add(workload.name() + " does not select its own pods");
      }
      spreads(workload)
          .filter(selector -> !workload.isSelectedBy(selector.getMatchLabels()))
          .forEach(selector -> problems.add(workload.name() + " spreads other pods: " + selector));
    }
    for (Service service : inventory.all(Service.class)) {
      requireOne(
          inventory, problems, service.getFullResourceName(), service.getSpec().getSelector());
    }
    for (PodDisruptionBudget budget : inventory.all(PodDisruptionBudget.class)) {
      requireOne(
          inventory,
          problems,
          "PodDisruptionBudget " + budget.getMetadata().getName(),
          budget.getSpec().getSelector().getMatchLabels());
    }
    for (NetworkPolicy policy : inventory.all(NetworkPolicy.class)) {
      Map<String, String> labels = policy.getSpec().getPodSelector().getMatchLabels();
      if (labels != null && !labels.isEmpty()) {
        requireOne(inventory, problems, "NetworkPolicy " + policy.getMetadata().getName(), labels);
      }
    }
    return problems;
  }

  private static void requireOne(
      Inventory inventory, List<String> problems, String who, Map<String, String> labels) {
    int selected = inventory.selectedBy(labels).size();
    if (selected != 1) {
      problems.add(
          "%s should select the pods of one workload, but %s selects those of %d"
              .formatted(who, labels, selected));
    }
  }

  private static Stream<LabelSelector> spreads(Inventory.Workload workload) {
    return workload.pod().getTopologySpreadConstraints().stream()
        .map(TopologySpreadConstraint::getLabelSelector);
  }
}

package exchequer.kubernetes.manifests;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBinding;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/**
 * The ledger may do in its namespace what its code does, no more and no less. Other pods may do
 * nothing, and get no token to do it with.
 */
final class RightsCheck implements Check {
  private static final String ACCOUNT = "exchequer";

  @Override
  public List<String> problems(Inventory inventory) {
    List<String> problems = new ArrayList<>();
    if (!inventory.all(ClusterRole.class).isEmpty()
        || !inventory.all(ClusterRoleBinding.class).isEmpty()) {
      problems.add("nothing is needed beyond the namespace, but there is a cluster role");
    }
    Map<String, Set<String>> granted = new TreeMap<>();
    inventory.all(Role.class).stream()
        .flatMap(role -> role.getRules().stream())
        .forEach(rule -> add(granted, rule));
    Map<String, Set<String>> used = used(inventory);
    if (!granted.equals(used)) {
      problems.add("granted is " + granted + ", but the code uses " + used);
    }
    inventory.all(RoleBinding.class).stream()
        .flatMap(binding -> binding.getSubjects().stream())
        .filter(subject -> !subject.getName().equals(ACCOUNT))
        .forEach(subject -> problems.add(subject.getName() + " needs no rights, but is bound"));
    for (Inventory.Workload workload : inventory.workloads()) {
      boolean needed = Objects.equals(workload.pod().getServiceAccountName(), ACCOUNT);
      Boolean mounted = workload.pod().getAutomountServiceAccountToken();
      if (mounted == null || mounted != needed) {
        problems.add(
            "%s should say automountServiceAccountToken: %s".formatted(workload.name(), needed));
      }
    }
    return problems;
  }

  /** What the code asks of Kubernetes. kubernetes/README.md says what for. */
  private static Map<String, Set<String>> used(Inventory inventory) {
    boolean annotates =
        inventory.all(ConfigMap.class).stream()
            .anyMatch(map -> "on".equals(map.getData().get("EXCHEQUER_POD_DELETION_COST")));
    return new TreeMap<>(
        Map.of(
            "pods",
            annotates ? Set.of("list", "patch") : Set.of("list"),
            "akka.io/leases",
            Set.of("get", "create", "update", "delete")));
  }

  private static void add(Map<String, Set<String>> granted, PolicyRule rule) {
    for (String group : rule.getApiGroups()) {
      for (String resource : rule.getResources()) {
        String name = group.isEmpty() ? resource : group + "/" + resource;
        granted.computeIfAbsent(name, any -> new HashSet<>()).addAll(rule.getVerbs());
      }
    }
  }
}

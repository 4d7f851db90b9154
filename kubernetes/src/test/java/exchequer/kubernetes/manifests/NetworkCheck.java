package exchequer.kubernetes.manifests;

import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPort;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Everything is denied by default; what is allowed names pods that exist and ports they listen on;
 * and what one side may send to pods of ours, the other may receive.
 */
final class NetworkCheck implements Check {
  @Override
  public List<String> problems(Inventory inventory) {
    List<String> problems = new ArrayList<>();
    if (inventory.all(NetworkPolicy.class).stream().noneMatch(NetworkCheck::deniesAll)) {
      problems.add("no NetworkPolicy denies everything that no other allows");
    }
    for (NetworkPolicy policy : inventory.all(NetworkPolicy.class)) {
      receives(inventory, policy, problems);
      sends(inventory, policy, problems);
    }
    for (Inventory.Workload workload : inventory.workloads()) {
      if (policiesOf(inventory, workload).isEmpty()) {
        problems.add(workload.name() + " has no NetworkPolicy: it could talk to nobody");
      }
    }
    return problems;
  }

  private static boolean deniesAll(NetworkPolicy policy) {
    var spec = policy.getSpec();
    return isEmpty(spec.getPodSelector().getMatchLabels())
        && spec.getIngress().isEmpty()
        && spec.getPolicyTypes().containsAll(List.of("Ingress", "Egress"));
  }

  private static void receives(Inventory inventory, NetworkPolicy policy, List<String> problems) {
    Map<String, String> own = policy.getSpec().getPodSelector().getMatchLabels();
    if (isEmpty(own)) {
      return;
    }
    for (Inventory.Workload workload : inventory.selectedBy(own)) {
      policy.getSpec().getIngress().stream()
          .flatMap(rule -> rule.getPorts().stream())
          .map(NetworkCheck::value)
          .filter(port -> !workload.listensOn(port))
          .forEach(
              port -> problems.add(name(policy) + " opens port " + port + ", which is closed"));
    }
  }

  private static void sends(Inventory inventory, NetworkPolicy policy, List<String> problems) {
    Map<String, String> own = policy.getSpec().getPodSelector().getMatchLabels();
    for (var rule : policy.getSpec().getEgress()) {
      for (NetworkPolicyPeer peer : rule.getTo()) {
        if (peer.getPodSelector() == null || peer.getNamespaceSelector() != null) {
          continue;
        }
        Map<String, String> target = peer.getPodSelector().getMatchLabels();
        List<Inventory.Workload> receivers = inventory.selectedBy(target);
        if (receivers.isEmpty()) {
          problems.add(name(policy) + " sends to pods that nothing makes: " + target);
        }
        for (Inventory.Workload receiver : receivers) {
          rule.getPorts().stream()
              .filter(port -> !isLetIn(inventory, receiver, own, port))
              .forEach(
                  port ->
                      problems.add(
                          "%s sends to port %s of %s, which does not let it in"
                              .formatted(name(policy), value(port), receiver.name())));
        }
      }
    }
  }

  private static boolean isLetIn(
      Inventory inventory,
      Inventory.Workload receiver,
      Map<String, String> sender,
      NetworkPolicyPort port) {
    return policiesOf(inventory, receiver).stream()
        .flatMap(policy -> policy.getSpec().getIngress().stream())
        .filter(
            rule ->
                rule.getFrom().stream()
                    .anyMatch(
                        peer ->
                            peer.getPodSelector() != null
                                && sender.equals(peer.getPodSelector().getMatchLabels())))
        .flatMap(rule -> rule.getPorts().stream())
        .anyMatch(open -> number(receiver, value(open)).equals(number(receiver, value(port))));
  }

  private static List<NetworkPolicy> policiesOf(Inventory inventory, Inventory.Workload workload) {
    return inventory.all(NetworkPolicy.class).stream()
        .filter(policy -> !isEmpty(policy.getSpec().getPodSelector().getMatchLabels()))
        .filter(policy -> workload.isSelectedBy(policy.getSpec().getPodSelector().getMatchLabels()))
        .toList();
  }

  private static Object number(Inventory.Workload workload, Object port) {
    return workload.containers().stream()
        .flatMap(container -> container.getPorts().stream())
        .filter(open -> port.equals(open.getName()))
        .<Object>map(open -> open.getContainerPort())
        .findFirst()
        .orElse(port);
  }

  private static Object value(NetworkPolicyPort port) {
    return port.getPort().getValue();
  }

  private static String name(NetworkPolicy policy) {
    return "NetworkPolicy " + policy.getMetadata().getName();
  }

  private static boolean isEmpty(Map<String, String> labels) {
    return labels == null || labels.isEmpty();
  }
}

package exchequer.kubernetes.manifests;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PodSecurityContext;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.SecurityContext;
import io.fabric8.kubernetes.api.model.Volume;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The <em>restricted</em> Pod Security Standard, and a read-only root file system and bounded
 * memory on top of it.
 *
 * @see <a href="https://kubernetes.io/docs/concepts/security/pod-security-standards/">the
 *     standard</a>
 */
final class RestrictedCheck implements Check {
  @Override
  public List<String> problems(Inventory inventory) {
    List<String> problems = new ArrayList<>();
    for (Inventory.Workload workload : inventory.workloads()) {
      List<String> breaches = new ArrayList<>();
      pod(workload.pod(), breaches);
      workload.containers().forEach(container -> container(container, breaches));
      breaches.forEach(breach -> problems.add(workload.name() + " should " + breach));
    }
    return problems;
  }

  private static void pod(PodSpec pod, List<String> breaches) {
    PodSecurityContext context =
        Optional.ofNullable(pod.getSecurityContext()).orElseGet(PodSecurityContext::new);
    unless(isTrue(context.getRunAsNonRoot()), breaches, "say runAsNonRoot: true");
    unless(
        context.getRunAsUser() != null && context.getRunAsUser() > 0,
        breaches,
        "have a numeric runAsUser above 0");
    unless(
        context.getSeccompProfile() != null
            && "RuntimeDefault".equals(context.getSeccompProfile().getType()),
        breaches,
        "have the seccomp profile RuntimeDefault");
    unless(
        !isTrue(pod.getHostNetwork()) && !isTrue(pod.getHostPID()) && !isTrue(pod.getHostIPC()),
        breaches,
        "share no namespace with its host");
    unless(
        pod.getVolumes().stream().allMatch(RestrictedCheck::isAllowed),
        breaches,
        "use only volumes of kind configMap and emptyDir");
  }

  private static boolean isAllowed(Volume volume) {
    return volume.getConfigMap() != null || volume.getEmptyDir() != null;
  }

  private static void container(Container container, List<String> breaches) {
    SecurityContext context =
        Optional.ofNullable(container.getSecurityContext()).orElseGet(SecurityContext::new);
    unless(
        Boolean.FALSE.equals(context.getAllowPrivilegeEscalation()),
        breaches,
        "say allowPrivilegeEscalation: false");
    unless(
        context.getCapabilities() != null
            && List.of("ALL").equals(context.getCapabilities().getDrop())
            && context.getCapabilities().getAdd().isEmpty(),
        breaches,
        "drop ALL capabilities and add none");
    unless(!isTrue(context.getPrivileged()), breaches, "not be privileged");
    unless(
        isTrue(context.getReadOnlyRootFilesystem()), breaches, "say readOnlyRootFilesystem: true");
    unless(
        container.getPorts().stream().allMatch(port -> port.getHostPort() == null),
        breaches,
        "open no port of its host");
    var resources = container.getResources();
    unless(
        resources != null
            && resources.getRequests() != null
            && resources.getRequests().containsKey("cpu")
            && resources.getRequests().containsKey("memory")
            && resources.getLimits() != null
            && resources.getLimits().containsKey("memory"),
        breaches,
        "request CPU and memory, and limit its memory");
  }

  private static boolean isTrue(Boolean value) {
    return Boolean.TRUE.equals(value);
  }

  private static void unless(boolean kept, List<String> breaches, String rule) {
    if (!kept) {
      breaches.add(rule);
    }
  }
}

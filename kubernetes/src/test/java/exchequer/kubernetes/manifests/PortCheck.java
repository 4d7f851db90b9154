package exchequer.kubernetes.manifests;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.networking.v1.HTTPIngressPath;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.IngressServiceBackend;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Every port that is named or numbered somewhere is one that a container listens on. */
final class PortCheck implements Check {
  @Override
  public List<String> problems(Inventory inventory) {
    List<String> problems = new ArrayList<>();
    services(inventory, problems);
    ingresses(inventory, problems);
    for (Inventory.Workload workload : inventory.workloads()) {
      for (Container container : workload.containers()) {
        probes(workload, container, problems);
      }
    }
    return problems;
  }

  private static void services(Inventory inventory, List<String> problems) {
    for (Service service : inventory.all(Service.class)) {
      for (Inventory.Workload workload : inventory.selectedBy(service.getSpec().getSelector())) {
        service.getSpec().getPorts().stream()
            .map(port -> port.getTargetPort().getValue())
            .filter(port -> !workload.listensOn(port))
            .forEach(
                port ->
                    problems.add(
                        "Service %s leads to port %s, on which %s does not listen"
                            .formatted(service.getMetadata().getName(), port, workload.name())));
      }
    }
  }

  private static void ingresses(Inventory inventory, List<String> problems) {
    inventory.all(Ingress.class).stream()
        .flatMap(ingress -> ingress.getSpec().getRules().stream())
        .flatMap(rule -> rule.getHttp().getPaths().stream())
        .map(PortCheck::backend)
        .filter(backend -> !isServed(inventory, backend))
        .forEach(
            backend ->
                problems.add(
                    "Ingress leads to port %s of Service %s, which does not exist"
                        .formatted(backend.getPort().getName(), backend.getName())));
  }

  private static IngressServiceBackend backend(HTTPIngressPath path) {
    return path.getBackend().getService();
  }

  private static boolean isServed(Inventory inventory, IngressServiceBackend backend) {
    return inventory.find(Service.class, backend.getName()).stream()
        .flatMap(service -> service.getSpec().getPorts().stream())
        .anyMatch(port -> port.getName().equals(backend.getPort().getName()));
  }

  private static void probes(
      Inventory.Workload workload, Container container, List<String> problems) {
    List<Probe> probes =
        Stream.of(
                container.getStartupProbe(),
                container.getReadinessProbe(),
                container.getLivenessProbe())
            .filter(probe -> probe != null)
            .toList();
    if (workload.runs() && probes.size() != 3) {
      problems.add(workload.name() + " should have a startup, a readiness and a liveness probe");
    }
    probes.stream()
        .filter(probe -> probe.getHttpGet() != null)
        .map(probe -> probe.getHttpGet().getPort())
        .map(IntOrString::getValue)
        .filter(port -> !workload.listensOn(port))
        .forEach(
            port ->
                problems.add(
                    "%s is probed at port %s, on which it does not listen"
                        .formatted(workload.name(), port)));
  }
}

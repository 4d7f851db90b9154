package exchequer.kubernetes.manifests;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** All objects that are applied together, and the questions that checks ask of them. */
record Inventory(List<HasMetadata> objects) {
  /** What makes pods. A job's pods end, the others run. */
  record Workload(
      String name,
      boolean runs,
      LabelSelector selector,
      PodTemplateSpec template,
      List<PersistentVolumeClaim> claims) {
    PodSpec pod() {
      return template.getSpec();
    }

    List<Container> containers() {
      return Stream.concat(pod().getInitContainers().stream(), pod().getContainers().stream())
          .toList();
    }

    Map<String, String> labels() {
      return template.getMetadata().getLabels();
    }

    boolean isSelectedBy(Map<String, String> labels) {
      return labels() != null && labels().entrySet().containsAll(labels.entrySet());
    }

    /** Whether a container of it listens on a port, given by name or number. */
    boolean listensOn(Object port) {
      return containers().stream()
          .flatMap(container -> container.getPorts().stream())
          .anyMatch(open -> port.equals(open.getName()) || port.equals(open.getContainerPort()));
    }
  }

  <T extends HasMetadata> List<T> all(Class<T> type) {
    return objects.stream().filter(type::isInstance).map(type::cast).toList();
  }

  <T extends HasMetadata> Optional<T> find(Class<T> type, String name) {
    return all(type).stream().filter(o -> o.getMetadata().getName().equals(name)).findFirst();
  }

  boolean has(Class<? extends HasMetadata> type, String name) {
    return find(type, name).isPresent();
  }

  List<Workload> workloads() {
    return objects.stream().flatMap(object -> workload(object).stream()).toList();
  }

  List<Workload> selectedBy(Map<String, String> labels) {
    return workloads().stream().filter(workload -> workload.isSelectedBy(labels)).toList();
  }

  private static Optional<Workload> workload(HasMetadata object) {
    String name = object.getKind() + " " + object.getMetadata().getName();
    if (object instanceof Deployment deployment) {
      var spec = deployment.getSpec();
      return Optional.of(
          new Workload(name, true, spec.getSelector(), spec.getTemplate(), List.of()));
    }
    if (object instanceof StatefulSet set) {
      var spec = set.getSpec();
      return Optional.of(
          new Workload(
              name, true, spec.getSelector(), spec.getTemplate(), spec.getVolumeClaimTemplates()));
    }
    if (object instanceof Job job) {
      var spec = job.getSpec();
      return Optional.of(
          new Workload(name, false, spec.getSelector(), spec.getTemplate(), List.of()));
    }
    return Optional.empty();
  }
}

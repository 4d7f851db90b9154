package exchequer.kubernetes.manifests;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvFromSource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import io.fabric8.kubernetes.api.model.rbac.Subject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What an object names exists: accounts, roles, settings and their keys, volumes, targets. */
final class ReferenceCheck implements Check {
  @Override
  public List<String> problems(Inventory inventory) {
    List<String> problems = new ArrayList<>();
    for (Inventory.Workload workload : inventory.workloads()) {
      require(
          inventory,
          problems,
          workload.name(),
          ServiceAccount.class,
          workload.pod().getServiceAccountName());
      for (Container container : workload.containers()) {
        settings(inventory, workload, container, problems);
        container.getVolumeMounts().forEach(mount -> mount(inventory, workload, mount, problems));
      }
    }
    for (RoleBinding binding : inventory.all(RoleBinding.class)) {
      String who = "RoleBinding " + binding.getMetadata().getName();
      require(inventory, problems, who, Role.class, binding.getRoleRef().getName());
      for (Subject subject : binding.getSubjects()) {
        require(inventory, problems, who, ServiceAccount.class, subject.getName());
      }
    }
    for (StatefulSet set : inventory.all(StatefulSet.class)) {
      String who = "StatefulSet " + set.getMetadata().getName();
      require(inventory, problems, who, Service.class, set.getSpec().getServiceName());
    }
    for (HorizontalPodAutoscaler scaler : inventory.all(HorizontalPodAutoscaler.class)) {
      var target = scaler.getSpec().getScaleTargetRef();
      if (inventory.workloads().stream()
          .noneMatch(w -> w.name().equals(target.getKind() + " " + target.getName()))) {
        problems.add("HorizontalPodAutoscaler scales " + target.getName() + ", which is missing");
      }
    }
    namespaces(inventory, problems);
    return problems;
  }

  private static void settings(
      Inventory inventory,
      Inventory.Workload workload,
      Container container,
      List<String> problems) {
    for (EnvFromSource source : container.getEnvFrom()) {
      if (source.getConfigMapRef() != null) {
        require(
            inventory,
            problems,
            workload.name(),
            ConfigMap.class,
            source.getConfigMapRef().getName());
      }
      // Secrets are made by whoever runs the ledger, so the pod must start without.
      if (source.getSecretRef() != null
          && !Boolean.TRUE.equals(source.getSecretRef().getOptional())) {
        problems.add(workload.name() + " needs a Secret that these files don't make");
      }
    }
  }

  private static void mount(
      Inventory inventory, Inventory.Workload workload, VolumeMount mount, List<String> problems) {
    boolean claimed =
        workload.claims().stream()
            .anyMatch(claim -> claim.getMetadata().getName().equals(mount.getName()));
    Optional<Volume> volume =
        workload.pod().getVolumes().stream()
            .filter(candidate -> candidate.getName().equals(mount.getName()))
            .findFirst();
    if (!claimed && volume.isEmpty()) {
      problems.add(workload.name() + " mounts volume " + mount.getName() + ", which is missing");
    }
    if (volume.isPresent() && volume.get().getConfigMap() != null) {
      String name = volume.get().getConfigMap().getName();
      require(inventory, problems, workload.name(), ConfigMap.class, name);
      Map<String, String> data =
          inventory.find(ConfigMap.class, name).map(ConfigMap::getData).orElse(Map.of());
      if (mount.getSubPath() != null && !data.containsKey(mount.getSubPath())) {
        problems.add(
            "%s mounts key %s, which ConfigMap %s does not have"
                .formatted(workload.name(), mount.getSubPath(), name));
      }
    }
  }

  private static void require(
      Inventory inventory,
      List<String> problems,
      String who,
      Class<? extends HasMetadata> type,
      String name) {
    if (name == null || !inventory.has(type, name)) {
      problems.add("%s names %s %s, which is missing".formatted(who, type.getSimpleName(), name));
    }
  }

  private static void namespaces(Inventory inventory, List<String> problems) {
    Set<String> namespaces = new HashSet<>();
    inventory.objects().stream()
        .map(object -> object.getMetadata().getNamespace())
        .filter(namespace -> namespace != null)
        .forEach(namespaces::add);
    if (namespaces.size() > 1) {
      problems.add("objects are in several namespaces: " + namespaces);
    }
  }
}

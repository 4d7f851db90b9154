package exchequer.kubernetes.manifests;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Every setting that is given to the ledger is one that it reads. */
final class SettingsCheck implements Check {
  private static final String PREFIX = "EXCHEQUER_";

  private final Set<String> read;

  /**
   * @param read the environment variables that the program reads
   */
  SettingsCheck(Set<String> read) {
    this.read = read;
  }

  @Override
  public List<String> problems(Inventory inventory) {
    List<String> problems = new ArrayList<>();
    Stream<String> given =
        Stream.concat(
            inventory.workloads().stream()
                .flatMap(workload -> workload.containers().stream())
                .map(Container::getEnv)
                .flatMap(List::stream)
                .map(EnvVar::getName),
            inventory.all(ConfigMap.class).stream()
                .flatMap(map -> map.getData().keySet().stream()));
    given
        .filter(name -> name.startsWith(PREFIX) && !read.contains(name))
        .forEach(name -> problems.add("the ledger reads no setting " + name));
    return problems;
  }
}

package exchequer.kubernetes.manifests;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** Every check there is. */
final class Checks {
  private Checks() {}

  /**
   * @param tags the tag that each image should have
   * @param settings the environment variables that the ledger reads
   */
  static List<Check> all(Map<String, String> tags, Set<String> settings) {
    return List.of(
        new SelectorCheck(),
        new PortCheck(),
        new NetworkCheck(),
        new ReferenceCheck(),
        new RightsCheck(),
        new ImageCheck(tags),
        new RestrictedCheck(),
        new SettingsCheck(settings),
        new QuotaCheck());
  }

  static List<String> problems(List<Check> checks, Inventory inventory) {
    return checks.stream().flatMap(check -> check.problems(inventory).stream()).toList();
  }
}

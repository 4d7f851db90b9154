package exchequer.kubernetes.manifests;

import io.fabric8.kubernetes.api.model.Container;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Every image is one release of one thing, and the one that this build is made and tested with. */
final class ImageCheck implements Check {
  private static final Pattern PINNED =
      Pattern.compile("(?:.*/)?([^/:@]+):(\\d+\\.\\d+\\.\\d+[\\w.-]*)(?:@sha256:[0-9a-f]{64})?");

  private final Map<String, String> tags;

  /**
   * @param tags the tag that each image should have
   */
  ImageCheck(Map<String, String> tags) {
    this.tags = tags;
  }

  @Override
  public List<String> problems(Inventory inventory) {
    List<String> problems = new ArrayList<>();
    for (Inventory.Workload workload : inventory.workloads()) {
      for (Container container : workload.containers()) {
        Matcher image = PINNED.matcher(container.getImage());
        if (!image.matches()) {
          problems.add(workload.name() + ": image " + container.getImage() + " is not pinned");
        } else if (!image.group(2).equals(tags.get(image.group(1)))) {
          problems.add(
              "%s: image %s should have the tag %s"
                  .formatted(workload.name(), container.getImage(), tags.get(image.group(1))));
        }
        if (!"IfNotPresent".equals(container.getImagePullPolicy())) {
          problems.add(workload.name() + " should say imagePullPolicy: IfNotPresent");
        }
      }
    }
    return problems;
  }
}

package exchequer.kubernetes.manifests;

import java.util.List;

/** A rule that all objects of an overlay keep together. */
interface Check {
  /** A sentence for each breach, with what it is and where; empty when all is well. */
  List<String> problems(Inventory inventory);
}

package exchequer.node;

/** How the nodes of a cluster find each other. */
enum Discovery {
  /** By a list of addresses in the settings. */
  CONFIG,

  /** As pods that have certain labels, by Kubernetes' API. */
  KUBERNETES
}

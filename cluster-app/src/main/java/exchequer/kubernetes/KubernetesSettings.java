package exchequer.kubernetes;

import com.typesafe.config.Config;
import exchequer.settings.SettingsReader;
import java.nio.file.Path;
import java.time.Duration;

/**
 * A pod and the API server it asks. Section {@code exchequer.kubernetes}; meanings and defaults in
 * kubernetes.conf.
 *
 * @param namespace empty for the one of the service account
 * @param podLabels a label selector of the ledger's pods
 * @param podUid which pod of that name; empty when unknown
 * @param serviceAccount the folder with token, ca.crt and namespace
 */
public record KubernetesSettings(
    String namespace,
    String podLabels,
    String podName,
    String podUid,
    boolean podDeletionCost,
    String apiHost,
    int apiPort,
    Path serviceAccount,
    Duration requestTimeout) {
  private static final String NAME = "[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?";

  /**
   * @throws exchequer.settings.WrongSettingException naming the setting and what is allowed
   */
  public static KubernetesSettings of(Config config) {
    SettingsReader kubernetes = new SettingsReader(config, "exchequer.kubernetes");
    return new KubernetesSettings(
        kubernetes.text("namespace", "|" + NAME, "a name of Kubernetes', or empty"),
        kubernetes.text("pod-labels", "\\S+=\\S*", "a label selector such as name=value"),
        kubernetes.text("pod-name", "\\S+", "the pod's name"),
        kubernetes.text("pod-uid", "[A-Za-z0-9-]{0,64}", "the pod's uid, or empty"),
        kubernetes.flag("pod-deletion-cost"),
        kubernetes.text("api.host", "\\S+", "a host name or an address"),
        kubernetes.number("api.port", 1, 65_535),
        Path.of(kubernetes.text("api.service-account", ".+", "a folder")),
        kubernetes.duration("api.request-timeout", Duration.ofMillis(10), Duration.ofMinutes(1)));
  }
}

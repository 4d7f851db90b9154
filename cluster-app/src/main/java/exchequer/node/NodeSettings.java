package exchequer.node;

import com.typesafe.config.Config;
import exchequer.settings.SettingsReader;
import java.util.List;

/** How a node is reached by the others. Section {@code exchequer.node}; see cluster.conf. */
record NodeSettings(String host, int port, List<String> seeds) {

  static NodeSettings of(Config config) {
    SettingsReader node = new SettingsReader(config, "exchequer.node");
    return new NodeSettings(
        node.text("host", "\\S+", "a host name or an address"),
        node.number("port", 1, 65_535),
        node.addresses("seeds"));
  }
}

package exchequer.cli;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import exchequer.settings.WrongSettingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/**
 * Where settings come from: {@code --set}, the JVM's -D, {@code --config}, environment, defaults.
 */
final class ConfigOptions {
  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Settings in HOCON, over the defaults and the environment.")
  private Optional<Path> file = Optional.empty();

  @Option(
      names = "--set",
      paramLabel = "PATH=VALUE",
      description = "One setting, over all others. May be repeated.")
  private Map<String, String> settings = new LinkedHashMap<>();

  /** All settings; {@code over} wins over the defaults only. */
  Config load(Map<String, String> over) {
    try {
      Config given = ConfigFactory.parseMap(settings, "--set");
      Config fromFile = file.map(ConfigOptions::parse).orElse(ConfigFactory.empty());
      return ConfigFactory.defaultOverrides()
          .withFallback(given)
          .withFallback(fromFile)
          .withFallback(ConfigFactory.parseMap(over))
          .withFallback(ConfigFactory.defaultApplication())
          .withFallback(ConfigFactory.defaultReferenceUnresolved())
          .resolve();
    } catch (ConfigException wrong) {
      throw new WrongSettingException("file or --set", wrong.getMessage(), "HOCON");
    }
  }

  private static Config parse(Path file) {
    if (!Files.isReadable(file)) {
      throw new WrongSettingException("--config", file.toString(), "a file that can be read");
    }
    return ConfigFactory.parseFile(
        file.toFile(), ConfigParseOptions.defaults().setAllowMissing(false));
  }
}

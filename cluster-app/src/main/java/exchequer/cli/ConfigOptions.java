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

  /** All settings; {@code over} wins over the environment and the defaults only. */
  Config load(Map<String, String> over) {
    Config given = given();
    Config fromFile = file.map(ConfigOptions::parse).orElse(ConfigFactory.empty());
    try {
      return given
          .withFallback(ConfigFactory.defaultOverrides())
          .withFallback(fromFile)
          .withFallback(ConfigFactory.parseMap(over))
          .withFallback(ConfigFactory.defaultApplication())
          .withFallback(ConfigFactory.defaultReferenceUnresolved())
          .resolve();
    } catch (ConfigException wrong) {
      throw new WrongSettingException(
          "--config or --set",
          "not to be understood (" + Printable.oneLine(wrong.getMessage()) + ")",
          "sections and substitutions as in the defaults");
    }
  }

  private Config given() {
    try {
      return ConfigFactory.parseMap(settings, "--set");
    } catch (ConfigException wrong) {
      throw new WrongSettingException(
          "--set", Printable.oneLine(wrong.getMessage()), "PATH=VALUE, the path words with dots");
    }
  }

  private static Config parse(Path file) {
    if (Files.isDirectory(file) || !Files.isReadable(file)) {
      throw new WrongSettingException("--config", file.toString(), "a file that can be read");
    }
    try {
      return ConfigFactory.parseFile(
          file.toFile(), ConfigParseOptions.defaults().setAllowMissing(false));
    } catch (ConfigException malformed) {
      throw new WrongSettingException(
          "--config",
          file + " (" + Printable.oneLine(malformed.getMessage()) + ")",
          "a file in HOCON");
    }
  }
}

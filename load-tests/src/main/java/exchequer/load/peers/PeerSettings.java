package exchequer.load.peers;

import exchequer.load.report.LeastRatio;
import exchequer.load.settings.Calls;
import exchequer.load.settings.PropertyReader;
import exchequer.load.settings.WrongSettingException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Settings of a comparison as they are on its command line: {@code name=value ...}. */
final class PeerSettings {
  private static final int MOST = 1_000_000_000;
  private static final String WORK = "(uniform|hot|hot-source)";
  private static final String WORKS = "uniform, hot, hot-source";
  private static final String CALL = "(unary|stream)";
  private static final String NUMBER = "[1-9][0-9]{0,8}";
  private static final String POSITIVE = "[0-9]+(\\.[0-9]+)?";

  private final PropertyReader reader;
  private final Map<String, String> defaults = new TreeMap<>();
  private final Path outs;

  private PeerSettings(Map<String, String> given, Path outs) {
    this.reader = new PropertyReader("", given);
    this.outs = outs;
  }

  /**
   * @param outs the folder in which comparisons have theirs
   * @throws WrongSettingException when one has no value
   */
  static PeerSettings of(List<String> args, Path outs) {
    Map<String, String> given = new TreeMap<>();
    for (String arg : args) {
      String[] pair = arg.split("=", 2);
      if (pair.length < 2 || pair[1].isBlank()) {
        throw new WrongSettingException(pair[0], "", "a value is missing");
      }
      given.put(pair[0], pair[1]);
    }
    return new PeerSettings(given, outs);
  }

  int number(String name, int byDefault, int least) {
    return number(name, byDefault, least, MOST);
  }

  int number(String name, int byDefault, int least, int most) {
    defaults.put(name, Integer.toString(byDefault));
    return reader.number(name, byDefault, least, most);
  }

  /** Several with commas. */
  List<Integer> numbers(String name, String byDefault) {
    return list(name, byDefault, NUMBER, "whole numbers from 1, several with commas").stream()
        .map(Integer::valueOf)
        .toList();
  }

  /** Several with commas, kept as they are spelled. */
  List<String> multiples(String name, String byDefault) {
    return list(name, byDefault, POSITIVE, "numbers, several with commas");
  }

  /** Not a number when there is none. */
  double share(String name) {
    String share = word(name, "", "|" + POSITIVE, "a number");
    return share.isEmpty() ? Double.NaN : Double.parseDouble(share);
  }

  /** Several with commas; none when nothing is given. */
  List<LeastRatio> ratios(String name) {
    String all = word(name, "", ".*", "work:who:ratio, several with commas");
    try {
      return LeastRatio.parse(all);
    } catch (IllegalArgumentException wrong) {
      throw new WrongSettingException(name, all, wrong.getMessage());
    }
  }

  String work(String name, String byDefault) {
    return word(name, byDefault, WORK, WORKS);
  }

  List<String> works(String name, String byDefault) {
    return list(name, byDefault, WORK, WORKS + ", several with commas");
  }

  Calls call(String name, Calls byDefault) {
    return choice(name, byDefault);
  }

  List<Calls> calls(String name, String byDefault) {
    return list(name, byDefault, CALL, "stream, unary, or both with a comma").stream()
        .map(call -> call.equals("unary") ? Calls.UNARY : Calls.STREAM)
        .toList();
  }

  <E extends Enum<E>> E choice(String name, E byDefault) {
    defaults.put(name, PropertyReader.spelled(byDefault));
    return reader.choice(name, byDefault);
  }

  String word(String name, String byDefault, String pattern, String allowed) {
    defaults.put(name, byDefault);
    return reader.text(name, byDefault, pattern, allowed);
  }

  /** Another may be named from where the program was started. */
  Path folder(String name, String byDefault) {
    defaults.put(name, "load-tests/target/" + byDefault);
    String folder = outs.resolve(byDefault).toString();
    return Path.of(reader.text(name, folder, ".+", "a folder")).toAbsolutePath();
  }

  /** To be called when all were read. */
  void refuseOthers() {
    reader.refuseOthers();
  }

  /** Of those that were read, as they would be given. */
  Map<String, String> defaults() {
    return defaults;
  }

  private List<String> list(String name, String byDefault, String pattern, String allowed) {
    String all = word(name, byDefault, pattern + "(," + pattern + ")*", allowed);
    return Arrays.asList(all.split(",", -1));
  }
}

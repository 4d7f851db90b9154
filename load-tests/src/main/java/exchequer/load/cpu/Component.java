package exchequer.load.cpu;

import static java.util.Map.entry;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A part of the ledger, by the classes that are its own. Others work for whoever called them. */
enum Component {
  FRONT_DOOR,
  ENTITY,
  CHECKPOINTS,
  JOURNAL_PLUGIN,
  DRIVER,
  /** Queues of threads, timers, and what only the JDK's own frames are seen of. */
  OTHER_JAVA;

  private static final Map<String, Component> OWNERS =
      Map.ofEntries(
          entry("exchequer.frontdoor.", FRONT_DOOR),
          entry("akka.grpc.", FRONT_DOOR),
          entry("akka.http.", FRONT_DOOR),
          entry("akka.io.", FRONT_DOOR),
          entry("akka.parsing.", FRONT_DOOR),
          entry("akka.stream.", FRONT_DOOR),
          entry("exchequer.book.", ENTITY),
          entry("exchequer.process.", ENTITY),
          entry("exchequer.ledger.", ENTITY),
          entry("exchequer.wire.", ENTITY),
          entry("akka.actor.", ENTITY),
          entry("akka.cluster.", ENTITY),
          entry("akka.pattern.", ENTITY),
          entry("exchequer.process.Checkpoints", CHECKPOINTS),
          entry("exchequer.ledger.Checkpoint", CHECKPOINTS),
          entry("exchequer.storage.CheckpointWriter", CHECKPOINTS),
          entry("exchequer.storage.EntryTable", CHECKPOINTS),
          entry("exchequer.storage.SizedWrite", CHECKPOINTS),
          entry("akka.persistence.", JOURNAL_PLUGIN),
          entry("akka.stream.alpakka.cassandra.", JOURNAL_PLUGIN),
          entry("com.datastax.", DRIVER),
          entry("io.netty.", DRIVER));

  /** As it is printed: {@code journal plugin}. */
  String shown() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  static List<Component> all() {
    return Arrays.asList(values());
  }

  /**
   * Whose work a stack shows: that of its innermost frame which is a component's own.
   *
   * @param classes of the frames, the innermost first
   * @param otherwise when none is
   */
  static Component of(List<String> classes, Component otherwise) {
    return classes.stream()
        .map(Component::owner)
        .filter(owner -> owner != OTHER_JAVA)
        .findFirst()
        .orElse(otherwise);
  }

  /** By the longest prefix: some have a package, or a class, within another's. */
  private static Component owner(String type) {
    Component owner = OTHER_JAVA;
    int longest = 0;
    for (Map.Entry<String, Component> rule : OWNERS.entrySet()) {
      if (rule.getKey().length() > longest && type.startsWith(rule.getKey())) {
        longest = rule.getKey().length();
        owner = rule.getValue();
      }
    }
    return owner;
  }

  /** Of a thread that no stack was seen of. */
  static Component ofThread(String group) {
    return group.matches("sN-(io|admin|tick)-N") ? DRIVER : OTHER_JAVA;
  }
}

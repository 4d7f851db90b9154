package exchequer.wire;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorRefResolver;
import akka.actor.typed.ActorSystem;
import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.KryoException;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;

/** A reference to an actor: its address and path. The one that ignores all is an empty text. */
final class ActorRefForm extends Serializer<ActorRef<?>> {
  /** Those of asks and of the front door have about 100. */
  static final int MAX_CHARS = 1_024;

  private static final String SCHEME = "akka://";

  /** Besides letters, digits and those of a system's name. */
  private static final String MARKS = "/@:#%[].*$+&=,!~';()";

  private final ActorRefResolver resolver;
  private final ActorRef<?> ignoring;

  ActorRefForm(ActorSystem<?> system) {
    this.resolver = ActorRefResolver.get(system);
    this.ignoring = system.ignoreRef();
  }

  @Override
  public void write(Kryo kryo, Output out, ActorRef<?> ref) {
    // Every command from book to book has it.
    Texts.writeAscii(out, ref.equals(ignoring) ? "" : checked(resolver.toSerializationFormat(ref)));
  }

  @Override
  public ActorRef<?> read(Kryo kryo, Input in, Class<? extends ActorRef<?>> type) {
    String path = checked(Texts.readAscii(in));
    return path.isEmpty() ? ignoring : resolver.resolveActorRef(checkedForm(path));
  }

  private static String checked(String path) {
    if (path.length() > MAX_CHARS) {
      throw new KryoException(
          "an actor's path may have " + MAX_CHARS + " characters, has " + path.length());
    }
    return path;
  }

  /** Akka takes more, resolves it to something else, and logs it as it is. */
  private static String checkedForm(String path) {
    if (!isPath(path)) {
      throw new KryoException("an actor's path must be akka:// and then printable, without query");
    }
    return path;
  }

  /** By hand, not by a pattern: every message that wants an answer has one. */
  private static boolean isPath(String text) {
    int start = SCHEME.length();
    if (!text.startsWith(SCHEME) || text.length() == start || !isOfName(text.charAt(start))) {
      return false;
    }
    for (int i = start + 1; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!isOfName(c) && MARKS.indexOf(c) < 0) {
        return false;
      }
    }
    return true;
  }

  private static boolean isOfName(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '_'
        || c == '-';
  }
}

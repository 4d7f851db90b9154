package exchequer.wire;

import com.esotericsoftware.kryo.Registration;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Writes down the shape of everything that is registered, and of what that contains. */
final class Shapes {
  private final TreeMap<String, String> shapes = new TreeMap<>();

  private Shapes() {}

  /** A line for each record and enum. */
  static String of(List<Registration> registrations) {
    Shapes shapes = new Shapes();
    registrations.forEach(registration -> shapes.add(registration.getType()));
    return shapes.shapes.entrySet().stream()
        .map(shape -> shape.getKey() + shape.getValue() + "\n")
        .collect(Collectors.joining());
  }

  private void add(Class<?> type) {
    if (shapes.containsKey(name(type))) {
      return;
    }
    if (type.isEnum()) {
      shapes.put(
          name(type),
          Arrays.stream(type.getEnumConstants())
              .map(Object::toString)
              .collect(Collectors.joining(", ", " {", "}")));
    } else if (type.isRecord()) {
      List<RecordComponent> components = List.of(type.getRecordComponents());
      shapes.put(
          name(type),
          components.stream()
              .map(component -> text(component) + " " + component.getName())
              .collect(Collectors.joining(", ", "(", ")")));
      components.forEach(component -> addNamedIn(component.getGenericType().getTypeName()));
    }
  }

  /** Also the arguments of a generic type. */
  private void addNamedIn(String typeName) {
    for (String name : typeName.split("[<>,\\s]+", -1)) {
      if (name.startsWith("exchequer.")) {
        try {
          add(Class.forName(name));
        } catch (ClassNotFoundException bug) {
          throw new AssertionError(bug);
        }
      }
    }
  }

  private static String text(RecordComponent component) {
    return component.getGenericType().getTypeName().replaceAll("[a-z.]*\\.(?=[A-Z])", "");
  }

  private static String name(Class<?> type) {
    return type.getName();
  }
}

package exchequer.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.esotericsoftware.kryo.Registration;
import exchequer.book.BookMessage;
import exchequer.ledger.BookCommand;
import exchequer.ledger.Reply;
import exchequer.process.BookAnswer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class RegistrationsTest {
  static final Path GOLDEN = Path.of("src/test/resources/golden-wire");

  private static WireSystem wire;
  private static List<Registration> registrations;

  @BeforeAll
  static void start() {
    wire = WireSystem.local();
    registrations = Registrations.of(new ActorRefForm(wire.kit().system()));
  }

  @AfterAll
  static void stop() {
    wire.close();
  }

  @Test
  void ids_are_those_of_the_list_and_none_comes_twice() throws IOException {
    String ids =
        registrations.stream()
            .map(line -> line.getId() + " " + line.getType().getName() + "\n")
            .collect(Collectors.joining());
    assertThat(ids)
        .as("ids are for ever: a changed line is wrong, a new one goes to %s/ids.txt", GOLDEN)
        .isEqualTo(Files.readString(GOLDEN.resolve("ids.txt")));
    assertThat(registrations).extracting(Registration::getId).doesNotHaveDuplicates();
    assertThat(registrations)
        .extracting(Registration::getId)
        .as("one byte on the wire, and not Kryo's own")
        .allMatch(id -> id >= 16 && id < 126);
  }

  @Test
  void every_kind_is_registered() {
    var kinds = new ArrayList<Class<?>>();
    for (Class<?> sealed : List.of(BookCommand.class, Reply.class, BookAnswer.class)) {
      kinds.addAll(List.of(sealed.getPermittedSubclasses()));
    }
    kinds.add(BookMessage.Request.class);
    kinds.add(BookMessage.KeepRunning.class);
    List<Class<?>> registered =
        registrations.stream().<Class<?>>map(line -> line.getType()).toList();
    assertThat(registered).as("add it to Registrations with a new id").containsAll(kinds);
  }

  /** What a book tells itself is no message between nodes; neither is anything else. */
  @Test
  void a_class_without_registration_is_not_sent() {
    record Stranger(String name) {}
    assertThatThrownBy(() -> wire.serializer().toBinary(new Stranger("x")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Stranger")
        .hasMessageContaining("not registered");
    assertThat(wire.failures().unwritable()).isEqualTo(1);
  }
}

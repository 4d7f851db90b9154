package exchequer.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.esotericsoftware.kryo.KryoException;
import com.esotericsoftware.kryo.Registration;
import exchequer.process.BookAnswer;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The way to change a form that {@link Registrations} describes, with one that was changed. */
class FormChangeTest {
  private static final int OLD_ID = 20;
  private static final int NEW_ID = 22;

  /** As if {@code why} had become a number that is sent as one byte. */
  private static final Form<BookAnswer.Unknown> NEW_FORM =
      Form.of(
          (out, answer) -> out.writeByte(Integer.parseInt(answer.why())),
          in -> new BookAnswer.Unknown(Integer.toString(in.readByte())));

  private static final BookAnswer.Unknown ANSWER = new BookAnswer.Unknown("7");

  private final Wire before = wire(old());
  private final Wire first = wire(changed(), old());
  private final Wire second = wire(old(), changed());
  private final Wire third = wire(changed());

  private static Registration old() {
    return new Registration(BookAnswer.Unknown.class, MessageForms.UNKNOWN, OLD_ID);
  }

  private static Registration changed() {
    return new Registration(BookAnswer.Unknown.class, NEW_FORM, NEW_ID);
  }

  private static Wire wire(Registration... lines) {
    return new Wire(List.of(lines), 1_024);
  }

  @Test
  void releases_that_follow_each_other_read_each_other() {
    for (List<Wire> pair :
        List.of(List.of(before, first), List.of(first, second), List.of(second, third))) {
      assertThat(pair.get(0).read(pair.get(1).write(ANSWER))).isEqualTo(ANSWER);
      assertThat(pair.get(1).read(pair.get(0).write(ANSWER))).isEqualTo(ANSWER);
    }
  }

  @Test
  void a_release_that_was_skipped_is_not_misread() {
    assertThatThrownBy(() -> wire(old()).read(third.write(ANSWER)))
        .isInstanceOf(KryoException.class)
        .hasMessageContaining("unregistered class ID");
  }
}

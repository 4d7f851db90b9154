package exchequer.load.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComponentTest {
  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          java.util.HashMap exchequer.book.BookActor akka.actor.ActorCell akka.dispatch.Mailbox, ENTITY
          exchequer.process.Checkpoints exchequer.book.BookActor akka.actor.ActorCell, CHECKPOINTS
          com.google.protobuf.CodedOutputStream exchequer.encoding.StoredForm exchequer.storage.CheckpointWriter, CHECKPOINTS
          com.google.protobuf.CodedOutputStream exchequer.encoding.EventCodec exchequer.book.BookLog, ENTITY
          com.datastax.oss.driver.internal.core.cql.CqlRequestHandler akka.persistence.cassandra.journal.CassandraJournal, DRIVER
          akka.stream.alpakka.cassandra.scaladsl.CassandraSession akka.stream.impl.fusing.GraphInterpreter, JOURNAL_PLUGIN
          akka.stream.impl.fusing.GraphInterpreter akka.actor.ActorCell, FRONT_DOOR
          java.util.concurrent.ForkJoinPool akka.dispatch.Mailbox, OTHER_JAVA
          """)
  void a_stack_is_the_work_of_its_innermost_frame_that_is_a_components_own(
      String classes, Component expected) {
    assertThat(Component.of(List.of(classes.split(" ")), Component.OTHER_JAVA)).isEqualTo(expected);
  }
}

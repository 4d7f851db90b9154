package exchequer.encoding;

import com.google.protobuf.UnsafeByteOperations;
import exchequer.encoding.proto.StoredProto;
import exchequer.ledger.BookEvent;
import java.util.ArrayList;
import java.util.List;

/** What the log is made of: the events that are appended together. */
final class AppendCodec {
  /** Written of events that are bytes already: each was measured before it joined the append. */
  static final Codec<List<Stored>> APPEND =
      Codec.of(
          "append/1",
          StoredProto.Append.getDefaultInstance(),
          AppendCodec::message,
          AppendCodec::events);

  private AppendCodec() {}

  private static StoredProto.Append message(List<Stored> events) {
    if (events.isEmpty()) {
      throw new IllegalArgumentException("an append has at least one event");
    }
    var message = StoredProto.Append.newBuilder().setEventCount(events.size());
    for (Stored event : events) {
      message.addEvents(
          StoredProto.Append.Event.newBuilder()
              .setManifest(event.manifest())
              // Not copied before they are written: nobody changes them.
              .setBytes(UnsafeByteOperations.unsafeWrap(event.bytes())));
    }
    return message.build();
  }

  private static List<Stored> events(StoredProto.Append append) {
    Scalars.counted(append.getEventCount(), append.getEventsCount(), "event");
    List<Stored> events = new ArrayList<>(append.getEventsCount());
    for (StoredProto.Append.Event event : append.getEventsList()) {
      events.add(new Stored(event.getManifest(), event.getBytes().toByteArray()));
    }
    return events;
  }

  static List<BookEvent> read(Stored append) {
    List<Stored> stored = APPEND.read(append);
    List<BookEvent> events = new ArrayList<>(stored.size());
    for (Stored event : stored) {
      try {
        events.add(EventCodec.read(event));
      } catch (UnreadableBytesException unreadable) {
        throw new UnreadableBytesException(
            append.manifest(),
            append.bytes().length,
            "event " + (events.size() + 1) + ": " + unreadable.getMessage(),
            unreadable);
      }
    }
    return List.copyOf(events);
  }
}

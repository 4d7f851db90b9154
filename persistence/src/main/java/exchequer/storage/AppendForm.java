package exchequer.storage;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import exchequer.ledger.BookEvent;
import exchequer.storage.proto.StoredProto;
import java.util.ArrayList;
import java.util.List;

/** Writes and reads what the log is made of: the events that are appended together. */
final class AppendForm {
  private AppendForm() {}

  static Stored write(List<Stored> events) {
    if (events.isEmpty()) {
      throw new IllegalArgumentException("an append has at least one event");
    }
    var message = StoredProto.Append.newBuilder();
    for (Stored event : events) {
      message.addEvents(
          StoredProto.Append.Event.newBuilder()
              .setManifest(event.manifest())
              // Not copied before they are written: nobody changes them.
              .setBytes(UnsafeByteOperations.unsafeWrap(event.bytes())));
    }
    return Codec.write(Manifest.APPEND, message.setEventCount(events.size()).build());
  }

  static List<BookEvent> read(Stored stored) {
    if (!stored.manifest().equals(Manifest.APPEND)) {
      throw new UnreadableBytesException(stored, "an append has '" + Manifest.APPEND + "'");
    }
    return Codec.read(stored, StoredProto.Append.parser(), AppendForm::events);
  }

  private static List<BookEvent> events(StoredProto.Append append) {
    int count = append.getEventsCount();
    Fields.counted(append.hasEventCount(), append.getEventCount(), count, "event");
    List<BookEvent> events = new ArrayList<>(count);
    for (StoredProto.Append.Event event : append.getEventsList()) {
      events.add(event(event, events.size() + 1));
    }
    return List.copyOf(events);
  }

  private static BookEvent event(StoredProto.Append.Event event, int position) {
    String manifest = Fields.required(event.hasManifest(), event.getManifest(), "manifest");
    ByteString bytes = Fields.required(event.hasBytes(), event.getBytes(), "bytes");
    try {
      return EventReader.read(new Stored(manifest, bytes.toByteArray()));
    } catch (UnreadableBytesException unreadable) {
      throw new IllegalArgumentException(
          "event " + position + ": " + unreadable.getMessage(), unreadable);
    }
  }
}

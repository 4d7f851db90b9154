package exchequer.encoding;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import exchequer.encoding.proto.StoredProto;
import java.util.ArrayList;
import java.util.List;

/**
 * That a message has all its fields: protobuf itself gives a zero for one that was cut off. Lists
 * and maps may be empty, and so may a choice of one of several fields.
 */
final class RequiredFields {
  private final List<FieldDescriptor> required = new ArrayList<>();
  private final List<Nested> nested = new ArrayList<>();

  private record Nested(FieldDescriptor field, RequiredFields fields) {
    void check(Message message) {
      if (field.isRepeated()) {
        for (int i = 0; i < message.getRepeatedFieldCount(field); i++) {
          fields.check((Message) message.getRepeatedField(field, i));
        }
      } else if (message.hasField(field)) {
        fields.check((Message) message.getField(field));
      }
    }
  }

  private RequiredFields(Descriptor type) {
    for (FieldDescriptor field : type.getFields()) {
      boolean mayBeAbsent =
          field.isRepeated()
              || field.getRealContainingOneof() != null
              || field.getOptions().getExtension(StoredProto.mayBeAbsent);
      if (!mayBeAbsent) {
        required.add(field);
      }
      if (field.getJavaType() == FieldDescriptor.JavaType.MESSAGE && !field.isMapField()) {
        nested.add(new Nested(field, new RequiredFields(field.getMessageType())));
      }
    }
  }

  /** Of a type that does not contain itself. */
  static RequiredFields of(Descriptor type) {
    return new RequiredFields(type);
  }

  /**
   * @throws IllegalArgumentException that names the first field that is missing
   */
  void check(Message message) {
    // Loops by index: this is done for each event of a log that is replayed.
    for (int i = 0; i < required.size(); i++) {
      FieldDescriptor field = required.get(i);
      if (!message.hasField(field)) {
        throw new IllegalArgumentException(field.getName() + " is missing");
      }
    }
    for (int i = 0; i < nested.size(); i++) {
      nested.get(i).check(message);
    }
  }
}

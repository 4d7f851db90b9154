package exchequer.contract;

import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.EnumDescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Label;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorSet;
import com.google.protobuf.DescriptorProtos.MethodDescriptorProto;
import com.google.protobuf.DescriptorProtos.ServiceDescriptorProto;
import java.util.Collections;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All that a client relies on in a set of .proto files, as lines: what is named, and what it is.
 * Two contracts are compatible when each line of the older one is a line of the newer one.
 */
final class ContractShape {
  private final SortedMap<String, String> lines = new TreeMap<>();

  private ContractShape() {}

  static SortedMap<String, String> of(FileDescriptorSet files) {
    ContractShape shape = new ContractShape();
    files.getFileList().forEach(shape::addFile);
    return Collections.unmodifiableSortedMap(shape.lines);
  }

  private void addFile(FileDescriptorProto file) {
    // The Java package is part of it: generated clients compile against it.
    lines.put(
        "file " + file.getName(),
        String.format(
            "package %s, syntax %s, java_package %s, java_multiple_files %s",
            file.getPackage(),
            file.getSyntax(),
            file.getOptions().getJavaPackage(),
            file.getOptions().getJavaMultipleFiles()));
    file.getMessageTypeList().forEach(message -> addMessage(file.getPackage(), message));
    file.getEnumTypeList().forEach(type -> addEnum(file.getPackage(), type));
    file.getServiceList().forEach(service -> addService(file.getPackage(), service));
  }

  private void addMessage(String scope, DescriptorProto message) {
    String name = scope + "." + message.getName();
    lines.put("message " + name, message.getOptions().getMapEntry() ? "map entry" : "message");
    message
        .getFieldList()
        .forEach(field -> lines.put("field " + name + "." + field.getName(), line(message, field)));
    message.getNestedTypeList().forEach(nested -> addMessage(name, nested));
    message.getEnumTypeList().forEach(type -> addEnum(name, type));
  }

  private static String line(DescriptorProto message, FieldDescriptorProto field) {
    return String.format(
        "%d %s%s%s, %s, JSON name %s",
        field.getNumber(),
        field.getLabel() == Label.LABEL_REPEATED ? "repeated " : "",
        field.getType().name().replace("TYPE_", "").toLowerCase(Locale.ROOT),
        field.hasTypeName() ? " " + field.getTypeName().substring(1) : "",
        presence(message, field),
        field.getJsonName());
  }

  /** Whether set-to-default and unset can be told apart, and which fields exclude each other. */
  private static String presence(DescriptorProto message, FieldDescriptorProto field) {
    // An `optional` field sits in a oneof that protoc makes up for it, so this comes first.
    if (field.getProto3Optional()) return "optional";
    if (field.hasOneofIndex()) {
      return "in oneof " + message.getOneofDecl(field.getOneofIndex()).getName();
    }
    return field.getLabel() == Label.LABEL_REQUIRED ? "required" : "plain";
  }

  private void addEnum(String scope, EnumDescriptorProto type) {
    String name = scope + "." + type.getName();
    lines.put("enum " + name, "enum");
    type.getValueList()
        .forEach(
            value ->
                lines.put(
                    "enum value " + name + "." + value.getName(),
                    Integer.toString(value.getNumber())));
  }

  private void addService(String scope, ServiceDescriptorProto service) {
    String name = scope + "." + service.getName();
    lines.put("service " + name, "service");
    service
        .getMethodList()
        .forEach(method -> lines.put("method " + name + "." + method.getName(), line(method)));
  }

  private static String line(MethodDescriptorProto method) {
    return String.format(
        "(%s%s) returns (%s%s)",
        method.getClientStreaming() ? "stream " : "",
        method.getInputType().substring(1),
        method.getServerStreaming() ? "stream " : "",
        method.getOutputType().substring(1));
  }
}

package exchequer.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.google.protobuf.DescriptorProtos.FileDescriptorSet;
import com.google.protobuf.TextFormat;
import com.google.protobuf.TextFormat.ParseException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ContractChangeTest {
  private static final String CONTRACT =
      """
      file {
        name: "x.proto" package: "x.v1" syntax: "proto3"
        options { java_package: "x.v1" java_multiple_files: true }
        message_type {
          name: "Account"
          field { name: "id" number: 1 label: LABEL_OPTIONAL type: TYPE_STRING json_name: "id" }
          field {
            name: "card" number: 2 label: LABEL_OPTIONAL type: TYPE_STRING oneof_index: 0
          }
          field {
            name: "state" number: 3 label: LABEL_OPTIONAL type: TYPE_ENUM type_name: ".x.v1.State"
          }
          nested_type {
            name: "Inner"
            field { name: "deep" number: 1 label: LABEL_OPTIONAL type: TYPE_INT64 }
          }
          oneof_decl { name: "means" }
        }
        enum_type { name: "State" value { name: "NONE" number: 0 } value { name: "OPEN" number: 1 } }
        service {
          name: "Ledger"
          method { name: "Get" input_type: ".x.v1.Account" output_type: ".x.v1.Account" }
        }
      }
      """;

  static Stream<Arguments> breaks() {
    return Stream.of(
        arguments("field removed", field("id"), "", "field x.v1.Account.id is gone"),
        arguments("field renamed", "{ name: \"id\"", "{ name: \"key\"", "x.v1.Account.id is gone"),
        arguments("field renumbered", "number: 2", "number: 9", "x.v1.Account.card is now: 9"),
        arguments("type", "TYPE_INT64", "TYPE_INT32", "x.v1.Account.Inner.deep is now: 1 int32"),
        arguments("type name", "\".x.v1.State\"", "\".x.v1.Mode\"", "is now: 3 enum x.v1.Mode"),
        arguments("JSON name", "json_name: \"id\"", "json_name: \"ID\"", "JSON name ID; it was"),
        arguments("cardinality", field("id"), repeatedId(), "is now: 1 repeated string"),
        arguments("out of its oneof", " oneof_index: 0", "", "2 string, plain"),
        arguments("oneof renamed", "\"means\"", "\"way\"", "2 string, in oneof way"),
        arguments("presence", "oneof_index: 0", "oneof_index: 0 proto3_optional: true", "optional"),
        arguments(
            "message renamed", "name: \"Inner\"", "name: \"In\"", "x.v1.Account.Inner is gone"),
        arguments("enum removed", "name: \"State\"", "name: \"S\"", "enum x.v1.State is gone"),
        arguments("enum value removed", "value { name: \"OPEN\" number: 1 }", "", "OPEN is gone"),
        arguments("enum value renumbered", "\"OPEN\" number: 1", "\"OPEN\" number: 4", "is now: 4"),
        arguments("service renamed", "\"Ledger\"", "\"Book\"", "service x.v1.Ledger is gone"),
        arguments("method removed", "name: \"Get\"", "name: \"Read\"", "x.v1.Ledger.Get is gone"),
        arguments(
            "request type", "input_type: \".x.v1.Account\"", "input_type: \".x.v1.Q\"", "(x.v1.Q)"),
        arguments(
            "response type",
            "output_type: \".x.v1.Account\"",
            "output_type: \".x.v1.A\"",
            "returns (x.v1.A)"),
        arguments(
            "client streaming", "name: \"Get\"", "name: \"Get\" client_streaming: true", "(stream"),
        arguments(
            "server streaming",
            "name: \"Get\"",
            "name: \"Get\" server_streaming: true",
            "returns (stream"),
        arguments("package", "\" package: \"x.v1\"", "\" package: \"x.v2\"", "package x.v2"),
        arguments("Java package", "java_package: \"x.v1\"", "", "java_package "),
        arguments("syntax", "syntax: \"proto3\"", "syntax: \"proto2\"", "syntax proto2"),
        arguments("file renamed", "\"x.proto\"", "\"y.proto\"", "file x.proto is gone"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("breaks")
  void aBreakIsSeenAndNamed(String kind, String part, String broken, String named)
      throws ParseException {
    // Given
    assertThat(CONTRACT).as("what %s is tried on", kind).containsOnlyOnce(part);

    // When
    ContractChange change =
        ContractChange.between(parse(CONTRACT), parse(CONTRACT.replace(part, broken)));

    // Then
    assertThat(change.breaks()).anyMatch(line -> line.contains(named));
  }

  @Test
  void anAdditionIsNoBreakAndIsNamed() throws ParseException {
    // Given
    String added = field("id") + field("id").replace("\"id\" number: 1", "\"note\" number: 7");

    // When
    ContractChange change =
        ContractChange.between(parse(CONTRACT), parse(CONTRACT.replace(field("id"), added)));

    // Then
    assertThat(change.breaks()).isEmpty();
    assertThat(change.additions()).containsExactly("field x.v1.Account.note");
  }

  private static String field(String name) {
    return "field { name: \"%s\" number: 1 label: LABEL_OPTIONAL type: TYPE_STRING json_name: \"id\" }"
        .formatted(name);
  }

  private static String repeatedId() {
    return field("id").replace("LABEL_OPTIONAL", "LABEL_REPEATED");
  }

  private static FileDescriptorSet parse(String text) throws ParseException {
    return TextFormat.parse(text, FileDescriptorSet.class);
  }
}

package exchequer.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.SourceCodeInfo.Location;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ContractCommentsTest {
  private static final Set<String> DOCUMENTED =
      Set.of(
          "FieldDescriptorProto",
          "MethodDescriptorProto",
          "EnumValueDescriptorProto",
          "ServiceDescriptorProto");

  @Test
  void everyFieldMethodAndEnumValueCarriesAComment() {
    // Given
    List<FileDescriptorProto> files = ContractFiles.builtWithComments().getFileList();

    // When
    List<String> uncommented = new ArrayList<>();
    files.forEach(file -> uncommented.addAll(uncommented(file)));

    // Then
    assertThat(files).isNotEmpty();
    assertThat(uncommented).isEmpty();
  }

  @Test
  void anElementWithoutACommentIsNamed() {
    // Given
    FileDescriptorProto.Builder bare = ContractFiles.builtWithComments().getFile(0).toBuilder();
    bare.clearSourceCodeInfo();

    // When
    List<String> uncommented = uncommented(bare.build());

    // Then
    assertThat(uncommented).contains("exchequer.v1.Reason.FLOOR_CROSSED");
  }

  private static List<String> uncommented(FileDescriptorProto file) {
    Set<List<Integer>> commented = new HashSet<>();
    for (Location location : file.getSourceCodeInfo().getLocationList()) {
      boolean hasComment = location.hasLeadingComments() || location.hasTrailingComments();
      if (hasComment) commented.add(location.getPathList());
    }
    List<String> found = new ArrayList<>();
    collect(file, file.getPackage(), List.of(), commented, found);
    return found;
  }

  /**
   * Walks a descriptor as a plain message. A place in a .proto is the way to it: field number,
   * index, field number, index, ... (descriptor.proto, SourceCodeInfo.Location.path).
   */
  private static void collect(
      Message node,
      String scope,
      List<Integer> path,
      Set<List<Integer>> commented,
      List<String> found) {
    for (FieldDescriptor part : node.getDescriptorForType().getFields()) {
      if (!part.isRepeated() || part.getJavaType() != FieldDescriptor.JavaType.MESSAGE) continue;
      FieldDescriptor nameField = part.getMessageType().findFieldByName("name");
      if (nameField == null) continue;
      for (int i = 0; i < node.getRepeatedFieldCount(part); i++) {
        Message child = (Message) node.getRepeatedField(part, i);
        if (isMadeByProtoc(child)) continue;
        String name = scope + "." + child.getField(nameField);
        List<Integer> place = new ArrayList<>(path);
        place.addAll(List.of(part.getNumber(), i));
        boolean wanted = DOCUMENTED.contains(child.getDescriptorForType().getName());
        if (wanted && !commented.contains(place)) found.add(name);
        collect(child, name, place, commented, found);
      }
    }
  }

  private static boolean isMadeByProtoc(Message element) {
    return element instanceof com.google.protobuf.DescriptorProtos.DescriptorProto message
        && message.getOptions().getMapEntry();
  }
}

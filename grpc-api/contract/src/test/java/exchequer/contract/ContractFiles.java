package exchequer.contract;

import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorSet;
import com.google.protobuf.TextFormat;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/** Where the built and the committed contract are kept. */
final class ContractFiles {
  // Text, so that a review shows what was accepted; by the version that promised it first.
  static final Path COMMITTED =
      Path.of("src", "test", "resources", "baseline", "0.1", "exchequer.v1.txtpb");

  private static final String BUILT = "/exchequer/v1/exchequer.v1.protoset";

  private ContractFiles() {}

  /** What protoc made of the .proto files, with their comments. */
  static FileDescriptorSet builtWithComments() {
    try (InputStream in = ContractFiles.class.getResourceAsStream(BUILT)) {
      if (in == null) throw new IllegalStateException("not built: " + BUILT);
      return ours(FileDescriptorSet.parseFrom(in));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static FileDescriptorSet built() {
    FileDescriptorSet.Builder files = builtWithComments().toBuilder();
    files.getFileBuilderList().forEach(FileDescriptorProto.Builder::clearSourceCodeInfo);
    return files.build();
  }

  static FileDescriptorSet committed() throws IOException {
    FileDescriptorSet.Builder files = FileDescriptorSet.newBuilder();
    TextFormat.merge(Files.readString(COMMITTED), files);
    return files.build();
  }

  static void accept(FileDescriptorSet files) throws IOException {
    Files.createDirectories(COMMITTED.getParent());
    Files.writeString(COMMITTED, TextFormat.printer().printToString(files));
  }

  /** By name, and without Google's files, which are not ours to keep compatible. */
  private static FileDescriptorSet ours(FileDescriptorSet all) {
    FileDescriptorSet.Builder ours = FileDescriptorSet.newBuilder();
    all.getFileList().stream()
        .filter(file -> file.getName().startsWith("exchequer/"))
        .sorted(Comparator.comparing(FileDescriptorProto::getName))
        .forEach(ours::addFile);
    return ours.build();
  }
}

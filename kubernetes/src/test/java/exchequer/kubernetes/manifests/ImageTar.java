package exchequer.kubernetes.manifests;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/** An image as Jib writes it: a tar with its configuration and its layers. */
record ImageTar(Map<String, byte[]> files) {
  static ImageTar read(Path file) throws IOException {
    try (InputStream tar = Files.newInputStream(file)) {
      return new ImageTar(entries(tar));
    }
  }

  JsonNode config() throws IOException {
    return new ObjectMapper().readTree(files.get("config.json"));
  }

  /** Names of what the build has put on top of the base image. */
  List<String> programFiles() throws IOException {
    List<String> names = new ArrayList<>();
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      if (file.getKey().endsWith(".tar.gz")) {
        try (InputStream layer = new GZIPInputStream(new ByteArrayInputStream(file.getValue()))) {
          entries(layer).keySet().stream()
              .filter(name -> name.startsWith("app/"))
              .forEach(names::add);
        }
      }
    }
    return names;
  }

  /**
   * A tar's files by name: 512 bytes of header, with the name first and the size in octal at 124.
   */
  private static Map<String, byte[]> entries(InputStream tar) throws IOException {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    DataInputStream input = new DataInputStream(tar);
    byte[] header = input.readNBytes(512);
    while (header.length == 512 && header[0] != 0) {
      String name = new String(header, 0, 100, UTF_8).trim();
      String octal = new String(header, 124, 12, UTF_8).trim();
      int size = octal.isEmpty() ? 0 : Integer.parseInt(octal, 8);
      entries.put(name, input.readNBytes(size));
      input.skipNBytes((512 - size % 512) % 512);
      header = input.readNBytes(512);
    }
    return entries;
  }
}

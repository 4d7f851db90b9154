package exchequer.kubernetes;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A folder as Kubernetes mounts it into a pod, and the certificate of the API server it trusts. */
record ServiceAccount(Path folder) {
  private static final String PASSWORD = "not-secret";

  /** The key is made once, with the JDK's own tool: a certificate for 127.0.0.1. */
  private static final Path KEY = key();

  static ServiceAccount in(Path folder) {
    ServiceAccount account = new ServiceAccount(folder);
    try {
      Files.copy(KEY.resolve("ca.crt"), folder.resolve("ca.crt"));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    account.write("namespace", "ledger");
    return account;
  }

  private static Path key() {
    try {
      Path folder = Files.createTempDirectory("api-server-key");
      keytool(
          folder, "-genkeypair", "-keyalg", "EC", "-dname", "CN=api", "-ext", "san=ip:127.0.0.1");
      keytool(folder, "-exportcert", "-rfc", "-file", folder.resolve("ca.crt").toString());
      return folder;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** What Kubernetes does about hourly. */
  void rotate(String token) {
    write("token", token + "\n");
  }

  SSLContext server() {
    try (InputStream file = Files.newInputStream(KEY.resolve("api.p12"))) {
      KeyStore keys = KeyStore.getInstance("PKCS12");
      keys.load(file, PASSWORD.toCharArray());
      KeyManagerFactory factory =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      factory.init(keys, PASSWORD.toCharArray());
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(factory.getKeyManagers(), null, null);
      return context;
    } catch (IOException | GeneralSecurityException failed) {
      throw new IllegalStateException(failed);
    }
  }

  private void write(String name, String text) {
    try {
      Files.writeString(folder.resolve(name), text);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static void keytool(Path folder, String... arguments) {
    List<String> command = new java.util.ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of(arguments));
    command.addAll(List.of("-alias", "api", "-storepass", PASSWORD, "-storetype", "PKCS12"));
    command.addAll(List.of("-keystore", folder.resolve("api.p12").toString()));
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("keytool.out").toFile())
              .start();
      if (process.waitFor() != 0) {
        throw new IllegalStateException(Files.readString(folder.resolve("keytool.out")));
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }
}

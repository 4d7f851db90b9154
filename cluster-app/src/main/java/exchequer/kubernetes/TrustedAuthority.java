package exchequer.kubernetes;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** TLS that trusts the certificates of one file and no others. */
final class TrustedAuthority {
  private TrustedAuthority() {}

  /**
   * @throws UncheckedIOException when the file can't be read or holds no certificate
   */
  static SSLContext in(Path certificates) {
    try (InputStream file = Files.newInputStream(certificates)) {
      KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
      trusted.load(null, null);
      for (Certificate one : CertificateFactory.getInstance("X.509").generateCertificates(file)) {
        trusted.setCertificateEntry("authority-" + trusted.size(), one);
      }
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(trusted);
      SSLContext tls = SSLContext.getInstance("TLS");
      tls.init(null, trust.getTrustManagers(), null);
      return tls;
    } catch (IOException unreadable) {
      throw new UncheckedIOException("can't read " + certificates, unreadable);
    } catch (GeneralSecurityException notCertificates) {
      throw new UncheckedIOException(
          new IOException(certificates + " holds no certificates", notCertificates));
    }
  }
}

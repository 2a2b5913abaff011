package dev.yodel.server.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What of certificate and key is refused before any peer meets it, and in which words. */
class TlsIdentityTest {

  private static final X509Bundle PAIR = Pairs.local("one");
  private static final X509Bundle OTHER = Pairs.local("other");

  @TempDir private Path folder;

  private void isRefused(TlsFiles files, String... words) {
    assertThatThrownBy(() -> TlsIdentity.read(files))
        .isInstanceOf(TlsUnusableException.class)
        .hasMessageContainingAll(words);
  }

  @Test
  void aPairThatFitsIsTaken() throws IOException {
    TlsIdentity identity = TlsIdentity.read(Pairs.write(PAIR, folder));
    assertThat(identity.subject()).isEqualTo("CN=one");
    assertThat(identity.expires()).isEqualTo(PAIR.getCertificate().getNotAfter().toInstant());
  }

  @Test
  void theKeyOfAnotherCertificateIsRefused() throws IOException {
    TlsFiles files = Pairs.write(PAIR, folder);
    Files.writeString(files.key(), OTHER.getPrivateKeyPEM());
    isRefused(files, "key.pem", "not the key of the certificate");
  }

  @Test
  void aMissingFileIsNamed() throws IOException {
    TlsFiles files = Pairs.write(PAIR, folder);
    Files.delete(files.certificate());
    isRefused(files, "cert.pem", "no such file");
  }

  @ParameterizedTest
  @CsvSource({
    "EC PRIVATE KEY, BEGIN PRIVATE KEY; openssl pkcs8 -topk8",
    "ENCRYPTED PRIVATE KEY, BEGIN PRIVATE KEY",
    "CERTIFICATE, BEGIN PRIVATE KEY",
  })
  void aKeyInAnotherFormComesWithTheWayOut(String label, String expectation) throws IOException {
    TlsFiles files = Pairs.write(PAIR, folder);
    Files.writeString(files.key(), PAIR.getPrivateKeyPEM().replace("PRIVATE KEY", label));
    isRefused(files, "key.pem", label, expectation);
  }

  @ParameterizedTest
  @CsvSource({
    "nothing, no certificate",
    "-----BEGIN CERTIFICATE-----AAAA-----END CERTIFICATE-----, a certificate is broken",
    "-----BEGIN CERTIFICATE-----A-----END CERTIFICATE-----, broken Base64",
    "-----BEGIN CERTIFICATE-----MIIB, no certificate",
  })
  void whatIsNoCertificateIsRefused(String content, String words) throws IOException {
    TlsFiles files = Pairs.write(PAIR, folder);
    Files.writeString(files.certificate(), content);
    isRefused(files, "cert.pem", words);
  }

  @Test
  void aSelfSignedPairFitsAndItsKeyIsPrivate() throws Exception {
    SelfSigned wanted = new SelfSigned(List.of("a.example", "127.0.0.1", "::1"), 7);

    TlsFiles files = wanted.write(folder.resolve("new"), new byte[24]);

    TlsIdentity identity = TlsIdentity.read(files);
    assertThat(identity.subject()).isEqualTo("CN=a.example");
    assertThat(identity.chain().get(0).getSubjectAlternativeNames()).hasSize(3);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(files.key())))
        .isEqualTo("rw-------");
    assertThatThrownBy(() -> wanted.write(folder.resolve("new"), new byte[24]))
        .hasMessageContaining("is there already");
  }

  @ParameterizedTest
  @CsvSource({"'a b'", "'-x'", "'a,ip:1.2.3.4'", "''"})
  void aHostThatIsNoneIsRefused(String host) {
    assertThatThrownBy(() -> new SelfSigned(List.of(host), 1)).hasMessageContaining("host");
  }
}

package dev.yodel.server.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What the files hold, proved to fit together: no handshake is the first to find out.
 *
 * @param chain the server's certificate first
 * @param authorities what clients' certificates are checked against; empty asks for none
 */
record TlsIdentity(List<X509Certificate> chain, PrivateKey key, List<X509Certificate> authorities) {

  private static final byte[] PROOF = "yodel".getBytes(StandardCharsets.US_ASCII);

  /** A signature that needs the private half of a key, by the key's kind. */
  private static final Map<String, String> SIGNATURES =
      Map.of("RSA", "SHA256withRSA", "EC", "SHA256withECDSA");

  static TlsIdentity read(TlsFiles files) throws IOException {
    List<X509Certificate> chain = certificates(files.certificate());
    PrivateKey key = key(files.key(), chain.get(0).getPublicKey());
    List<X509Certificate> authorities =
        files.clientAuthority() == null ? List.of() : certificates(files.clientAuthority());
    return new TlsIdentity(chain, key, authorities);
  }

  private static List<X509Certificate> certificates(Path file) throws IOException {
    List<X509Certificate> found = new ArrayList<>();
    try {
      CertificateFactory factory = CertificateFactory.getInstance("X.509");
      for (Pem block : Pem.read(file)) {
        if (block.label().endsWith("CERTIFICATE")) {
          found.add(
              (X509Certificate)
                  factory.generateCertificate(new ByteArrayInputStream(block.content())));
        }
      }
    } catch (CertificateException e) {
      throw new TlsUnusableException(file + ": a certificate is broken (expected: X.509)", e);
    }
    if (found.isEmpty()) {
      throw new TlsUnusableException(file + ": no certificate (expected: BEGIN CERTIFICATE)");
    }
    return List.copyOf(found);
  }

  private static PrivateKey key(Path file, PublicKey expected) throws IOException {
    String kind = expected.getAlgorithm();
    if (!SIGNATURES.containsKey(kind)) {
      throw new TlsUnusableException(file + ": a key of kind " + kind + " (expected: RSA or EC)");
    }
    try {
      PrivateKey key =
          KeyFactory.getInstance(kind).generatePrivate(new PKCS8EncodedKeySpec(pkcs8(file)));
      if (fits(key, expected)) {
        return key;
      }
    } catch (GeneralSecurityException e) {
      throw new TlsUnusableException(file + ": not the certificate's key, which is " + kind, e);
    }
    throw new TlsUnusableException(file + ": not the key of the certificate");
  }

  private static byte[] pkcs8(Path file) throws IOException {
    List<String> labels = new ArrayList<>();
    for (Pem block : Pem.read(file)) {
      if (block.label().equals("PRIVATE KEY")) {
        return block.content();
      }
      labels.add(block.label());
    }
    throw new TlsUnusableException(
        file
            + ": "
            + (labels.isEmpty() ? "no key" : String.join(", ", labels))
            + " (expected: BEGIN PRIVATE KEY; openssl pkcs8 -topk8 -nocrypt -in FILE makes one)");
  }

  private static boolean fits(PrivateKey key, PublicKey expected) throws GeneralSecurityException {
    Signature signature = Signature.getInstance(SIGNATURES.get(expected.getAlgorithm()));
    signature.initSign(key);
    signature.update(PROOF);
    byte[] signed = signature.sign();
    signature.initVerify(expected);
    signature.update(PROOF);
    return signature.verify(signed);
  }

  /** When the server's certificate ends. */
  Instant expires() {
    return chain.get(0).getNotAfter().toInstant();
  }

  /** The name in the server's certificate. */
  String subject() {
    return chain.get(0).getSubjectX500Principal().getName();
  }
}

package dev.yodel.server.tls;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A certificate that nobody vouches for, and its key: for tests, and for a first look at TLS.
 *
 * <p>The JDK's own keytool makes it, which every Java runtime brings; a library that can would be
 * larger than the server.
 *
 * @param hosts names and addresses that the certificate is for, the first one its subject
 */
public record SelfSigned(List<String> hosts, int days) {

  /** The file of the certificate. */
  public static final String CERTIFICATE = "cert.pem";

  /** The file of the key. */
  public static final String KEY = "key.pem";

  private static final String ALIAS = "yodel";
  private static final String PASSWORD = "YODEL_KEYTOOL_PASSWORD";
  private static final List<String> OPTIONS =
      List.of(
          ("-genkeypair -alias yodel -keyalg EC -groupname secp256r1 -storetype PKCS12"
                  + " -ext eku=serverAuth,clientAuth -storepass:env YODEL_KEYTOOL_PASSWORD")
              .split(" "));
  private static final String NAME = "[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?";
  private static final String IPV4 = "[0-9]{1,3}(\\.[0-9]{1,3}){3}";
  private static final String IPV6 = "[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*";

  /** Checks the values. */
  public SelfSigned {
    hosts = List.copyOf(hosts);
    if (hosts.isEmpty()) {
      throw new IllegalArgumentException("hosts: none (expected: at least one)");
    }
    for (String host : hosts) {
      if (!host.matches(NAME) && !host.matches(IPV6)) {
        throw new IllegalArgumentException(
            "host: \"" + host + "\" (expected: a name or an address)");
      }
    }
    if (days < 1 || days > 36_500) {
      throw new IllegalArgumentException("days: " + days + " (expected: 1 to 36500)");
    }
  }

  /**
   * Writes {@link #CERTIFICATE} and {@link #KEY} into a folder, which is made if needed.
   *
   * @param random an unguessable word, to be used once
   * @throws IOException if one of them is there already, or cannot be made
   */
  public TlsFiles write(Path folder, byte[] random) throws IOException {
    Files.createDirectories(folder);
    Path certificate = folder.resolve(CERTIFICATE);
    Path key = folder.resolve(KEY);
    for (Path file : List.of(certificate, key)) {
      if (Files.exists(file)) {
        throw new IOException(file + " is there already (expected: another folder)");
      }
    }
    String password = HexFormat.of().formatHex(random);
    Path folderOfStore = Files.createTempDirectory("yodel");
    Path store = folderOfStore.resolve("pair.p12");
    try {
      generate(store, password);
      new PrivateFile(key).write(pem(store, password, true).getBytes(StandardCharsets.US_ASCII));
      Files.writeString(certificate, pem(store, password, false));
    } finally {
      Files.deleteIfExists(store);
      Files.deleteIfExists(folderOfStore);
    }
    return new TlsFiles(certificate, key, null, false);
  }

  private void generate(Path store, String password) throws IOException {
    String names =
        hosts.stream()
            .map(host -> (isAddress(host) ? "ip:" : "dns:") + host)
            .collect(Collectors.joining(","));
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    line.addAll(OPTIONS);
    line.addAll(List.of("-dname", "CN=" + hosts.get(0).replace(":", "\\:")));
    line.addAll(List.of("-ext", "san=" + names, "-validity", Integer.toString(days)));
    line.addAll(List.of("-keystore", store.toString()));
    ProcessBuilder keytool = new ProcessBuilder(line).redirectErrorStream(true);
    keytool.environment().put(PASSWORD, password);
    Process process = keytool.start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (codeOf(process) != 0) {
      throw new IOException("keytool: " + said.strip());
    }
  }

  private static int codeOf(Process process) throws IOException {
    try {
      return process.waitFor();
    } catch (InterruptedException e) {
      process.destroy();
      Thread.currentThread().interrupt();
      throw new IOException("keytool: interrupted", e);
    }
  }

  private static boolean isAddress(String host) {
    return host.matches(IPV4) || host.contains(":");
  }

  private static String pem(Path store, String password, boolean key) throws IOException {
    char[] word = password.toCharArray();
    try (InputStream in = Files.newInputStream(store)) {
      KeyStore pair = KeyStore.getInstance("PKCS12");
      pair.load(in, word);
      return key
          ? new Pem("PRIVATE KEY", pair.getKey(ALIAS, word).getEncoded()).text()
          : new Pem("CERTIFICATE", pair.getCertificate(ALIAS).getEncoded()).text();
    } catch (GeneralSecurityException e) {
      throw new IOException("keytool: its pair cannot be read: " + e.getMessage(), e);
    }
  }
}

package dev.yodel.jar;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.util.Version;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The executable jar: what is in it, and that it starts, serves and stops. */
final class ServerJarIT {

  private static final Path JAR = Path.of("target", "yodel-server.jar");
  private static final LocalDateTime STAMP = LocalDateTime.of(2026, 11, 21, 0, 0);

  @TempDir private Path folder;
  private JarFile jar;

  @BeforeEach
  void open() throws IOException {
    jar = new JarFile(JAR.toFile());
  }

  @AfterEach
  void close() throws IOException {
    jar.close();
  }

  private Stream<JarEntry> files() {
    return jar.stream().filter(entry -> !entry.isDirectory());
  }

  /** Those of the libraries keep the times that their own builds gave them. */
  @Test
  void everyClassOfOursCarriesTheFixedTime() {
    Stream<JarEntry> ours = files().filter(entry -> entry.getName().startsWith("dev/yodel/"));
    assertThat(ours.map(JarEntry::getTimeLocal).distinct()).containsExactly(STAMP);
  }

  @Test
  void noSignatureIsLeft() {
    assertThat(files().map(JarEntry::getName))
        .noneMatch(name -> name.matches("META-INF/[^/]+\\.(SF|RSA|DSA|EC)"));
  }

  @Test
  void everyProviderOfAServiceIsInTheJar() throws IOException {
    List<JarEntry> services =
        files().filter(entry -> entry.getName().matches("META-INF/services/[^/]+")).toList();
    assertThat(services).isNotEmpty();
    for (JarEntry service : services) {
      String text = new String(jar.getInputStream(service).readAllBytes(), StandardCharsets.UTF_8);
      List<String> providers =
          text.lines().map(line -> line.replaceAll("#.*", "").strip()).toList();
      for (String provider : providers) {
        boolean found = provider.isEmpty() || jar.getEntry(classFile(provider)) != null;
        assertThat(found).as("%s in %s", provider, service).isTrue();
      }
    }
  }

  private static String classFile(String name) {
    return name.replace('.', '/') + ".class";
  }

  @Test
  void nativesOfBothTransportsAreInTheJar() {
    assertThat(files().map(JarEntry::getName))
        .contains(
            "META-INF/native/libnetty_transport_native_epoll_x86_64.so",
            "META-INF/native/libnetty_transport_native_epoll_aarch_64.so",
            "META-INF/native/libnetty_transport_native_io_uring42_x86_64.so",
            "META-INF/native/libnetty_transport_native_io_uring42_aarch_64.so");
  }

  private String text(String name) throws IOException {
    byte[] bytes = jar.getInputStream(jar.getEntry(name)).readAllBytes();
    return new String(bytes, StandardCharsets.UTF_8);
  }

  @Test
  void theLicencesThatHaveToGoWithTheJarDo() throws IOException {
    assertThat(text("META-INF/yodel/LICENSE")).contains("Apache License");
    assertThat(text("META-INF/yodel/THIRD-PARTY.md")).contains("`ch.qos.logback`");
    assertThat(text("META-INF/LICENSE.txt")).contains("QOS.ch", "Permission is hereby granted");
    assertThat(text("META-INF/license/LICENSE.boringssl.txt")).contains("Apache License");
    assertThat(text("META-INF/maven/org.xerial/sqlite-jdbc/LICENSE.zentus")).contains("Crawshaw");
    assertThat(text("META-INF/NOTICE")).contains("Jackson");
    assertThat(text("META-INF/FastDoubleParser-LICENSE")).contains("MIT");
  }

  @Test
  void manifestNamesTheProgramAndAllowsItsNatives() throws IOException {
    Attributes manifest = jar.getManifest().getMainAttributes();
    assertThat(manifest.getValue("Main-Class")).isEqualTo("dev.yodel.server.boot.ServerCommand");
    assertThat(manifest.getValue("Enable-Native-Access")).isEqualTo("ALL-UNNAMED");
  }

  @Test
  void allOfNettyIsOfOneVersion() {
    assertThat(Version.identify().values().stream().map(Version::artifactVersion).distinct())
        .hasSize(1);
  }

  @Test
  void startsServesAndStops() throws Exception {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    String log = "sqlite:" + folder.resolve("rooms.db");
    Process process =
        new ProcessBuilder(java.toString(), "-jar", JAR.toString(), "--port", "0", "--log", log)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
      URI page = page(out);
      HttpResponse<String> answer =
          HttpClient.newHttpClient()
              .send(HttpRequest.newBuilder(page).build(), HttpResponse.BodyHandlers.ofString());
      assertThat(answer.statusCode()).isEqualTo(200);
      process.destroy();
      assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isZero();
    } finally {
      process.destroyForcibly();
    }
  }

  /** Reads the log up to the line that says where the page is. */
  private static URI page(BufferedReader out) throws IOException {
    StringBuilder log = new StringBuilder();
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      log.append(line).append('\n');
      int at = line.indexOf("page http://");
      if (at >= 0) {
        return URI.create(line.substring(at + "page ".length()).strip());
      }
    }
    throw new IOException("no line with the page's address:\n" + log);
  }
}

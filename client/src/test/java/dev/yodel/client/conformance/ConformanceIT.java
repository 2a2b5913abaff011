package dev.yodel.client.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yodel.client.ScriptedServer;
import dev.yodel.client.SelfSigned;
import dev.yodel.client.Tls;
import dev.yodel.client.conformance.Verdict.Outcome;
import dev.yodel.server.boot.Server;
import dev.yodel.server.boot.ServerConfig;
import dev.yodel.server.boot.TlsConfig;
import dev.yodel.server.boot.Transport;
import dev.yodel.server.tls.TlsFiles;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The table against Yodel's own echo, and against servers that are not right. */
class ConformanceIT {

  /** What the server always asks clients for leaves nothing to try. */
  private static final String FORGETFUL = "deflate-7.2.3.2-client-context";

  private static final Duration LIMIT = Duration.ofSeconds(30);

  @TempDir private Path folder;

  private static final List<String> NAMED =
      List.of(
          "4.4-version-12",
          "4.2.1-no-key",
          "5.1-unmasked-text",
          "5.2-negative-length",
          "5.2-rsv1-text",
          "5.2-opcode-3",
          "5.5-ping-126",
          "5.5-ping-fragment",
          "5.4-continuation-first",
          "5.4-text-inside",
          "5.5.1-half-code",
          "7.4.1-never-1005",
          "7.1.6-not-utf8",
          "8.1-bad-lone-continuation",
          "8.1-early-fragment");

  @Test
  void echoKeepsEveryRuleOfTheTable() throws Exception {
    assertKept(Transport.Choice.NIO, null);
  }

  @ParameterizedTest
  @CsvSource({"EPOLL, false", "IO_URING, false", "NIO, true", "EPOLL, true", "IO_URING, true"})
  @Tag("long")
  void echoKeepsThemOnEveryTransportPlainAndSecure(Transport.Choice transport, boolean secure)
      throws Exception {
    if (secure) {
      assertKept(transport, certificate());
    } else {
      assertKept(transport, null);
    }
  }

  private TlsFiles certificate() throws Exception {
    SelfSigned pair = SelfSigned.create();
    Path chain = Files.writeString(folder.resolve("cert.pem"), pair.certificatePem());
    Path key = Files.writeString(folder.resolve("key.pem"), pair.keyPem());
    return new TlsFiles(chain, key, null, false);
  }

  private static void assertKept(Transport.Choice transport, @Nullable TlsFiles files)
      throws Exception {
    TlsConfig tls = files == null ? null : new TlsConfig(files, Duration.ZERO, null);
    ServerConfig config = ServerConfig.defaults().withPort(0).withTransport(transport).with(tls);
    try (Server server = Server.start(config)) {
      String scheme = files == null ? "ws" : "wss";
      URI uri = URI.create(scheme + "://localhost:" + server.port() + "/echo");
      var conformance = new Conformance(Target.of(uri, security(files), LIMIT)).probe();
      List<Verdict> verdicts = conformance.run(Conformance.table(), verdict -> {});
      assertThat(verdicts).hasSameSizeAs(Conformance.table());
      assertThat(verdicts)
          .filteredOn(verdict -> !verdict.of().id().equals(FORGETFUL))
          .allMatch(verdict -> verdict.outcome() == Outcome.PASSED);
    }
  }

  private static Target.@Nullable Security security(@Nullable TlsFiles files) throws Exception {
    if (files == null) {
      return null;
    }
    var trust = new Tls(files.certificate(), null, null, null, false);
    return new Target.Security(trust.socketContext(), null, true);
  }

  @Test
  void serverThatTakesEverythingFails() throws Exception {
    try (var server = new CarelessServer()) {
      var conformance = new Conformance(Target.of(server.uri(), null, LIMIT)).probe();
      List<Case> cases =
          Conformance.table().stream().filter(one -> NAMED.contains(one.id())).toList();
      assertThat(cases).hasSameSizeAs(NAMED);
      assertThat(conformance.run(cases, verdict -> {}))
          .allMatch(verdict -> verdict.outcome() == Outcome.FAILED);
    }
  }

  @Test
  void casesThatNothingIsWrongWithPassOnIt() throws Exception {
    try (var server = new CarelessServer()) {
      var conformance = new Conformance(Target.of(server.uri(), null, LIMIT)).probe();
      List<Case> cases =
          Conformance.table().stream()
              .filter(one -> one.id().matches("4\\.1-.*|5\\.2-(text|binary)-.*|5\\.5\\.2-.*"))
              .toList();
      assertThat(conformance.run(cases, verdict -> {}))
          .hasSizeGreaterThan(25)
          .allMatch(verdict -> verdict.outcome() == Outcome.PASSED);
    }
  }

  @Test
  void compressionIsSkippedWhereItIsDeclined() throws Exception {
    try (var server = new CarelessServer()) {
      List<Case> cases =
          Conformance.table().stream()
              .filter(one -> one.id().startsWith("deflate-7.2.3-"))
              .toList();
      var conformance = new Conformance(Target.of(server.uri(), null, LIMIT));
      assertThat(conformance.run(cases, verdict -> {}))
          .isNotEmpty()
          .allMatch(verdict -> verdict.outcome() == Outcome.SKIPPED);
    }
  }

  @Test
  void serverThatNeverAnswersCannotHoldACaseUp() throws Exception {
    try (var server = ScriptedServer.playing(peer -> peer.awaitEnd())) {
      Target target = Target.of(server.uri(), null, Duration.ofMillis(300));
      List<Case> one = Conformance.table().subList(0, 1);
      assertThat(new Conformance(target).run(one, verdict -> {}))
          .allMatch(verdict -> verdict.outcome() == Outcome.FAILED);
    }
  }

  @Test
  void greetingsAreNotTakenForEchoes() throws Exception {
    ScriptedServer.Script greeting =
        peer -> {
          peer.accept();
          peer.send(dev.yodel.client.Peer.TEXT, "welcome");
          peer.send(dev.yodel.client.Peer.TEXT, peer.read().payload());
          peer.awaitEnd();
        };
    try (var server = ScriptedServer.playing(greeting, greeting)) {
      var conformance = new Conformance(Target.of(server.uri(), null, LIMIT)).probe();
      List<Case> one =
          Conformance.table().stream().filter(c -> c.id().equals("4.1-standard")).toList();
      assertThat(conformance.run(one, verdict -> {}))
          .singleElement()
          .matches(verdict -> verdict.outcome() == Outcome.PASSED);
    }
  }
}

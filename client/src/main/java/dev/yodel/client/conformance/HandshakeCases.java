package dev.yodel.client.conformance;

import static dev.yodel.client.conformance.CaseEnd.failed;
import static dev.yodel.client.conformance.Request.STANDARD;
import static dev.yodel.client.conformance.Steps.drippingRequest;
import static dev.yodel.client.conformance.Steps.echo;
import static dev.yodel.client.conformance.Steps.expect;
import static dev.yodel.client.conformance.Steps.notUpgraded;
import static dev.yodel.client.conformance.Steps.open;
import static dev.yodel.client.conformance.Steps.refused;
import static dev.yodel.client.conformance.Steps.requestWith;
import static dev.yodel.client.conformance.Steps.send;
import static dev.yodel.client.conformance.Steps.upgraded;

import java.util.List;

/** What a server takes as a handshake, what it answers, and what it refuses. */
final class HandshakeCases {

  private static final byte[] NOTHING = {};
  private static final String KEY = "Sec-WebSocket-Key: ";
  private static final String VERSION = "Sec-WebSocket-Version: ";
  private static final String PROTOCOL = "Sec-WebSocket-Protocol: ";

  private HandshakeCases() {}

  static void addTo(CaseList list) {
    requests(list);
    spellings(list);
    upgradeHeaders(list);
    keys(list);
    versions(list);
    answers(list);
  }

  private static void requests(CaseList list) {
    list.section(6455, "4.1", "Opening handshake: Client requirements");
    list.ask(
        "standard",
        "a good handshake is taken",
        STANDARD,
        upgraded(),
        send(Frames.text("hi")),
        echo("hi"));
    list.ask(
        "example",
        "the example of section 1.3 gets its Sec-WebSocket-Accept",
        STANDARD.with(KEY + "dGhlIHNhbXBsZSBub25jZQ=="),
        upgraded());
    list.ask(
        "same-segment",
        "frames right behind the handshake are served",
        STANDARD,
        requestWith(Frames.text("one"), Frames.text("two")),
        open(),
        echo("one"),
        echo("two"));
    list.ask(
        "dripping",
        "a handshake may come byte by byte",
        STANDARD,
        drippingRequest(),
        upgraded(),
        send(Frames.text("hi")),
        echo("hi"));
  }

  private static void spellings(CaseList list) {
    list.ask(
        "names-any-case",
        "header names are without case",
        new Request(
            List.of(
                "GET {path} HTTP/1.1",
                "hOST: {host}",
                "UPGRADE: websocket",
                "connection: Upgrade",
                "sec-WEBSOCKET-key: {key}",
                "SEC-websocket-VERSION: 13")),
        upgraded());
    list.ask(
        "values-any-case",
        "\"websocket\" and \"upgrade\" are without case",
        STANDARD.with("Upgrade: WebSocket").with("Connection: UPGRADE"),
        upgraded());
    list.ask(
        "white-space",
        "white space around values is ignored",
        STANDARD.with("Upgrade:   websocket  ").with(KEY + "  {key} ").with("Connection:Upgrade"),
        upgraded());
  }

  private static void upgradeHeaders(CaseList list) {
    list.section(6455, "4.2.1", "Reading the client's opening handshake");
    list.ask(
        "connection-list",
        "\"Upgrade\" may stand in a list",
        STANDARD.with("Connection: keep-alive, Upgrade"),
        upgraded());
    list.ask(
        "connection-lines",
        "Connection may come in two lines",
        STANDARD.with("Connection: keep-alive").and("Connection: Upgrade"),
        upgraded());
    list.ask(
        "upgrade-list",
        "\"websocket\" may stand in a list",
        STANDARD.with("Upgrade: h2c, websocket"),
        expect("101 or no 101", talk -> HandshakeCases.listed(talk, talk.answer(NOTHING))));
    list.ask("no-upgrade", "no Upgrade, no WebSocket", STANDARD.without("Upgrade"), notUpgraded());
    list.ask(
        "other-upgrade",
        "another Upgrade is no WebSocket",
        STANDARD.with("Upgrade: h2c"),
        notUpgraded());
    list.ask(
        "no-connection",
        "no Connection, no WebSocket",
        STANDARD.without("Connection"),
        notUpgraded());
    list.ask(
        "other-connection",
        "\"Connection: keep-alive\" is no upgrade",
        STANDARD.with("Connection: keep-alive"),
        notUpgraded());
  }

  private static void keys(CaseList list) {
    list.ask("no-key", "a key is needed", STANDARD.without("Sec-WebSocket-Key"), refused(400));
    list.ask("empty-key", "an empty key is refused", STANDARD.with(KEY), refused(400));
    list.ask(
        "short-key",
        "a key of 15 bytes is refused",
        STANDARD.with(KEY + "AAECAwQFBgcICQoLDA0O"),
        refused(400));
    list.ask(
        "long-key",
        "a key of 17 bytes is refused",
        STANDARD.with(KEY + "AAECAwQFBgcICQoLDA0ODxA="),
        refused(400));
    list.ask(
        "not-base64-key",
        "a key that is not base64 is refused",
        STANDARD.with(KEY + "!!!!!!!!!!!!!!!!!!!!!!=="),
        refused(400));
    list.ask(
        "two-keys",
        "two keys are refused",
        STANDARD.and(KEY + "AAECAwQFBgcICQoLDA0ODw=="),
        refused(400));
  }

  private static void versions(CaseList list) {
    list.ask(
        "no-version",
        "a version is needed",
        STANDARD.without("Sec-WebSocket-Version"),
        refused(400, 426));
    list.section(6455, "4.4", "Supporting multiple versions");
    for (String version : List.of("0", "12", "14", "255", "x", "013", "13.0")) {
      list.ask(
          "version-" + version,
          "version " + version + " is refused, and 13 named",
          STANDARD.with(VERSION + version),
          refused(426, 400),
          expect("Sec-WebSocket-Version: 13", talk -> namesVersion(talk.answer(NOTHING))));
    }
    for (String draft : List.of("7", "8")) {
      list.ask(
          "version-" + draft,
          "the draft's version " + draft + " is no longer spoken",
          STANDARD.with(VERSION + draft),
          expect("HTTP 426 or 400", talk -> draft(talk, talk.answer(NOTHING))));
    }
  }

  private static void answers(CaseList list) {
    list.section(6455, "4.2.2", "The server's opening handshake");
    list.ask("no-subprotocol", "none is named when none was offered", STANDARD, upgraded());
    list.ask(
        "subprotocol",
        "at most one of those offered is named",
        STANDARD.and(PROTOCOL + "chat, superchat"),
        upgraded());
    list.ask(
        "subprotocol-lines",
        "they may be offered in two lines",
        STANDARD.and(PROTOCOL + "chat").and(PROTOCOL + "superchat"),
        upgraded());
    list.section(6455, "9.1", "Negotiating extensions");
    list.ask(
        "unknown-extension",
        "an unknown extension is declined",
        STANDARD.and("Sec-WebSocket-Extensions: x-unknown; a=1, x-other"),
        upgraded(),
        send(Frames.text("hi")),
        echo("hi"));
  }

  private static void listed(Conversation talk, HttpAnswer answer) throws CaseEnd {
    if (answer.status() == HttpAnswer.SWITCHING) {
      talk.upgrade(answer);
    } else {
      talk.remark(answer.first());
    }
  }

  private static void namesVersion(HttpAnswer answer) throws CaseEnd {
    if (!answer.values("Sec-WebSocket-Version").contains("13")) {
      throw failed(answer.first() + " without Sec-WebSocket-Version");
    }
  }

  private static void draft(Conversation talk, HttpAnswer answer) {
    if (answer.status() / 100 != 4) {
      talk.remark(answer.first());
    }
  }
}

package dev.yodel.client.conformance;

import static dev.yodel.client.conformance.Request.STANDARD;
import static dev.yodel.client.conformance.Steps.notUpgraded;
import static dev.yodel.client.conformance.Steps.refused;
import static dev.yodel.client.conformance.Steps.upgraded;

/** The handshake as an HTTP request: its first line, its Host, the syntax of its fields. */
final class HttpCases {

  private HttpCases() {}

  static void addTo(CaseList list) {
    list.section(9112, "3", "HTTP/1.1: Request line and Host");
    list.ask("http10", "HTTP/1.0 knows no upgrade", line("GET {path} HTTP/1.0"), notUpgraded());
    list.ask("post", "an upgrade is asked for by GET", line("POST {path} HTTP/1.1"), notUpgraded());
    list.ask(
        "head", "an upgrade is not asked for by HEAD", line("HEAD {path} HTTP/1.1"), notUpgraded());
    list.ask(
        "no-host", "a request without Host is refused", STANDARD.without("Host"), refused(400));
    list.ask(
        "two-hosts",
        "a request with two Hosts is refused",
        STANDARD.and("Host: other"),
        refused(400));
    list.ask(
        "absolute",
        "the absolute form of the target is taken",
        line("GET http://{host}{path} HTTP/1.1"),
        upgraded());
    fields(list);
  }

  private static void fields(CaseList list) {
    list.section(9112, "5", "HTTP/1.1: Field syntax");
    list.ask(
        "space-before-colon",
        "white space before a colon is refused",
        STANDARD.with("Host : {host}"),
        refused(400));
    list.ask(
        "no-colon", "a line without a colon is refused", STANDARD.and("nonsense"), refused(400));
    list.ask("many-fields", "fifty more headers do no harm", manyFields(), upgraded());
    list.ask("header-flood", "a megabyte of headers is refused", flood(), refused(431, 400, 413));
  }

  private static Request line(String first) {
    return STANDARD.line(first);
  }

  private static Request manyFields() {
    Request many = STANDARD;
    for (int i = 0; i < 50; i++) {
      many = many.and("X-Field-" + i + ": " + "v".repeat(20));
    }
    return many;
  }

  private static Request flood() {
    Request many = STANDARD;
    for (int i = 0; i < 128; i++) {
      many = many.and("X-Field-" + i + ": " + "v".repeat(8192));
    }
    return many;
  }
}

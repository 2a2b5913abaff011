package dev.yodel.server.http;

import java.util.ArrayList;
import java.util.List;

/** Requests that a careful or a hostile peer may send, each with its status and what then. */
final class RequestTable {

  /** What becomes of the connection. */
  enum Then {
    /** Another request is answered on it. */
    LIVES,
    /** Nothing that follows is answered, and it ends. */
    ENDS
  }

  /** A request, a char for a byte. */
  record Row(String name, String request, int status, Then then) {

    @Override
    public String toString() {
      return name + ": " + status + ", " + then;
    }
  }

  private static final String END = "\r\n";
  private static final String HOST = "Host: localhost" + END;
  private static final String CHUNKED = "Transfer-Encoding: chunked" + END;
  private static final String LAST_CHUNK = "0" + END + END;

  private final List<Row> rows = new ArrayList<>();

  private RequestTable() {}

  static List<Row> rows() {
    RequestTable table = new RequestTable();
    table.lengths();
    table.codings();
    table.chunks();
    table.lineEnds();
    table.fields();
    table.sizes();
    table.targets();
    table.versions();
    table.methods();
    table.paths();
    table.hosts();
    table.expectations();
    return table.rows;
  }

  private void add(String name, String request, int status, Then then) {
    rows.add(new Row(name, request, status, then));
  }

  private void lives(String name, String request, int status) {
    add(name, request, status, Then.LIVES);
  }

  private void ends(String name, String request, int status) {
    add(name, request, status, Then.ENDS);
  }

  private static String post(String headers, String body) {
    return "POST / HTTP/1.1" + END + HOST + headers + END + body;
  }

  private static String length(String value) {
    return "Content-Length: " + value + END;
  }

  private static String get(String target) {
    return line("GET " + target + " HTTP/1.1");
  }

  private static String line(String first) {
    return first + END + HOST + END;
  }

  private static String field(String line) {
    return "GET / HTTP/1.1" + END + HOST + line + END + END;
  }

  private void lengths() {
    lives("a length", post(length("3"), "abc"), 405);
    lives("a GET with a body", "GET / HTTP/1.1" + END + HOST + length("3") + END + "abc", 200);
    ends("two lengths, the same", post(length("1") + length("1"), "x"), 400);
    ends("two lengths", post(length("1") + length("2"), "x"), 400);
    for (String wrong : List.of("1, 1", "1, 2", "+1", "-1", "0x1", "", "1 2", "9".repeat(20))) {
      ends("length \"" + wrong + "\"", post(length(wrong), "x"), 400);
    }
    ends("a folded length", post("Content-Length: 1" + END + " 2" + END, "x"), 400);
    ends("a length and a coding", post(length("5") + CHUNKED, LAST_CHUNK), 400);
    ends("a coding and a length", post(CHUNKED + length("5"), LAST_CHUNK), 400);
    String kept = "Connection: keep-alive" + END;
    for (String said : List.of(length("3"), length("1") + length("2"), length("0") + length("2"))) {
      String name = "HTTP/1.0, " + said.replace(END, " ");
      ends(name, post(kept + said, "abc").replace("1.1", "1.0"), 400);
    }
    String keys = "Sec-WebSocket-Key1: 4 @1  46546xW%0l 1 5" + END + "Sec-WebSocket-Key2: 1 2";
    ends("a body that only keys announce", field(keys) + "^n:ds[4U", 400);
  }

  private void codings() {
    lives("chunks", post(CHUNKED, "1" + END + "x" + END + LAST_CHUNK), 405);
    ends("a coding in HTTP/1.0", post(CHUNKED, LAST_CHUNK).replace("1.1", "1.0"), 400);
    ends("the coding twice", post(CHUNKED + CHUNKED, LAST_CHUNK), 400);
    for (String wrong :
        List.of("identity", "gzip", "xchunked", "chunked, xchunked", "\u000bchunked")) {
      ends("coding " + wrong, post("Transfer-Encoding: " + wrong + END, LAST_CHUNK), 400);
    }
    ends("another coding", post("Transfer-Encoding: gzip, chunked" + END, LAST_CHUNK), 501);
  }

  private void chunks() {
    ends("a chunk without a size", post(CHUNKED, "zz" + END + "x" + END + LAST_CHUNK), 400);
    ends("a chunk of -1", post(CHUNKED, "-1" + END + "x" + END + LAST_CHUNK), 400);
    ends("chunks with bare LF", post(CHUNKED, "1\nx\n0\n\n"), 400);
    ends("LF in a chunk's extension", post(CHUNKED, "1;a=\"b\nc\"" + END + "x" + END), 400);
    ends("a chunk longer than it says", post(CHUNKED, "1" + END + "xyz0" + END + END), 400);
    lives("a trailer that says a length", post(CHUNKED, "0" + END + length("30") + END), 405);
  }

  private void lineEnds() {
    ends("bare LF", "GET / HTTP/1.1\nHost: localhost\n\n", 400);
    ends("one bare LF", "GET / HTTP/1.1" + END + "Host: localhost\nX: y" + END + END, 400);
    ends("a bare CR behind the request line", line("GET / HTTP/1.1").replaceFirst("\n", ""), 400);
    lives("an empty line first", END + get("/"), 200);
    ends("no HTTP", "nonsense" + END + END, 400);
    ends("a TLS greeting", "\26\3\1\2\0\1\0\1\374\3\3" + END + END, 400);
  }

  private void fields() {
    for (String control : List.of("\0", "\1", "\r", "\177")) {
      int code = control.charAt(0);
      ends("control " + code + " in a value", field("X: a" + control + "b"), 400);
      ends("control " + code + " in a name", field("X" + control + ": a"), 400);
      if (code != '\r') {
        ends("control " + code + " in the target", get("/" + control), 400);
      }
    }
    ends("space before the colon", field("X : a"), 400);
    ends("a name without letters", field(": a"), 400);
    ends("no colon", field("nonsense"), 400);
    ends("a name that is no token", field("X(y): a"), 400);
    lives("a fold, taken as a space", field("X: a" + END + " b"), 200);
    ends("a fold before the first field", "GET / HTTP/1.1" + END + " X: a" + END + HOST + END, 400);
  }

  private void sizes() {
    ends("a long request line", get("/" + "a".repeat(5000)), 414);
    ends("a long line without an end", "GET /" + "a".repeat(9000), 414);
    ends("a long header", field("X: " + "a".repeat(9000)), 431);
    lives("many headers", field("X: y\r\n".repeat(97) + "X: y"), 200);
    ends("too many headers", field("X: y\r\n".repeat(99) + "X: y"), 431);
    ends(
        "a flood of trailers",
        post(CHUNKED, "0" + END + "X: yyyyyyyy\r\n".repeat(1000) + END),
        431);
    ends("a long body", post(length("9000"), "x".repeat(9000)), 413);
    ends("a long body, not sent", post(length("9000"), ""), 413);
    ends("long chunks", post(CHUNKED, "2400" + END + "x".repeat(0x2400) + END + LAST_CHUNK), 413);
  }

  private void targets() {
    lives("the absolute form", get("http://localhost:80/"), 200);
    lives("the absolute form without a path", get("http://localhost?x"), 200);
    lives("the absolute form of another", get("http://evil.example/"), 421);
    lives("the absolute form with a user", get("http://a:b@localhost/"), 400);
    lives("the absolute form of another scheme", get("ftp://localhost/"), 400);
    lives("the absolute form without Host", "GET http://localhost/ HTTP/1.1" + END + END, 400);
    lives(
        "the absolute form with two Hosts",
        line("GET http://localhost/ HTTP/1.1" + END + "Host: localhost"),
        400);
    lives("a fragment", get("/#a"), 200);
    lives("no path", get("localhost:80"), 400);
    lives("a star", get("*"), 400);
  }

  private void versions() {
    ends("HTTP/1.0", "GET / HTTP/1.0" + END + END, 200);
    lives("HTTP/1.0, kept", "GET / HTTP/1.0" + END + "Connection: keep-alive" + END + END, 200);
    lives("HTTP/1.2, as 1.1", line("GET / HTTP/1.2"), 200);
    ends("closed", field("Connection: close"), 200);
    ends("HTTP/0.9", "GET /" + END + END, 400);
    ends("HTTP/2.0", line("GET / HTTP/2.0"), 505);
    ends("HTTP/2's preface", "PRI * HTTP/2.0" + END + END + "SM" + END + END, 505);
    for (String wrong : List.of("HTTP/1.10", "HTTP/01.1", "ICY/1.1", "HTTP", "HTTP/1.1 x")) {
      ends(wrong, line("GET / " + wrong), 400);
    }
  }

  private void methods() {
    lives("HEAD", line("HEAD / HTTP/1.1"), 200);
    lives("HEAD of nothing", line("HEAD /nowhere HTTP/1.1"), 404);
    lives("HEAD for another", line("HEAD http://evil.example/ HTTP/1.1"), 421);
    for (String method : List.of("POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE")) {
      lives(method, line(method + " / HTTP/1.1"), 405);
    }
    lives("OPTIONS *", line("OPTIONS * HTTP/1.1"), 405);
    lives("CONNECT", line("CONNECT localhost:80 HTTP/1.1"), 405);
    lives("an unknown method", line("BREW / HTTP/1.1"), 501);
    lives("a method in small letters", line("get / HTTP/1.1"), 501);
    ends("a method that is no token", line("G(T / HTTP/1.1"), 400);
  }

  private void paths() {
    lives("the icon that browsers ask for unasked", get("/favicon.ico"), 200);
    for (String path :
        ("/nowhere /../pom.xml /%2e%2e/pom.xml /..%2fpom.xml /%2e%2e%2f%2e%2e%2fetc/passwd"
                + " /%2e%2e%5cpom.xml /..%5cpom.xml /%5c%5chost%5cshare /style/../../web.xml"
                + " /%252e%252e%252fpom.xml /%c0%ae%c0%ae/pom.xml /%c0%afetc/passwd"
                + " /index.html%00 /%00 /%ff /\u00e9 //index.html /./index.html /INDEX.HTML"
                + " /index.html/ /META-INF/MANIFEST.MF /web.jar /warnings-only.xml")
            .split(" ", -1)) {
      lives("path " + path, get(path), 404);
    }
    for (String path : "/% /%2 /%zz /?%zz".split(" ", -1)) {
      lives("path " + path, get(path), 400);
    }
  }

  private void hosts() {
    lives("no Host", "GET / HTTP/1.1" + END + END, 400);
    lives("two Hosts", line("GET / HTTP/1.1" + END + "Host: other"), 400);
    lives("the Host twice", line("GET / HTTP/1.1" + END + "Host: localhost"), 400);
    for (String wrong : List.of("", "localhost, other", "a@localhost", "localhost/x", "a b")) {
      lives("Host \"" + wrong + "\"", get("/").replace("localhost", wrong), 400);
    }
    lives("another's Host", get("/").replace("localhost", "rebound.example"), 421);
    lives("loopback's Host", get("/").replace("localhost", "[::1]:8080"), 200);
  }

  private void expectations() {
    lives("100-continue", post("Expect: 100-continue" + END + length("1"), "x"), 405);
    ends("100-continue for too much", post("Expect: 100-continue" + END + length("9000"), ""), 413);
    ends(
        "100-continue for too much, sent all the same",
        post("Expect: 100-continue" + END + length("9000"), get("/").repeat(200)),
        413);
    ends("another expectation", post("Expect: tea" + END + length("100"), get("/").repeat(3)), 417);
  }
}

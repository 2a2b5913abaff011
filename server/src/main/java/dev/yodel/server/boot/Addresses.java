package dev.yodel.server.boot;

/** What a browser on this machine calls the server. */
record Addresses(String host, int port) {

  String http(String path) {
    return "http://" + authority() + path;
  }

  String webSocket(String path) {
    return "ws://" + authority() + path;
  }

  private String authority() {
    String name =
        switch (host) {
          case "0.0.0.0", "::", "0:0:0:0:0:0:0:0" -> "localhost";
          default -> host.contains(":") ? "[" + host + "]" : host;
        };
    return name + ":" + port;
  }
}

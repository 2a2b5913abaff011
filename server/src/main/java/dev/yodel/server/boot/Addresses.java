package dev.yodel.server.boot;

/** What a browser on this machine calls the server. */
record Addresses(String host, int port, boolean secure) {

  String http(String path) {
    return (secure ? "https://" : "http://") + authority() + path;
  }

  String webSocket(String path) {
    return (secure ? "wss://" : "ws://") + authority() + path;
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

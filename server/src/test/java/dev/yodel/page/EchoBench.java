package dev.yodel.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.options.FilePayload;
import dev.yodel.server.boot.Server;
import dev.yodel.server.boot.ServerConfig;

/** A server of its own and its echo page in a fresh browser profile. */
final class EchoBench implements AutoCloseable {

  private final Person person;
  private final Tab tab;
  private final int serverPort;
  private final int port;
  private Server server;

  EchoBench(Chromium chromium) throws Exception {
    server = Server.start(ServerConfig.defaults().withPort(0));
    serverPort = server.port();
    chromium.cable().plug(serverPort);
    port = chromium.cable().port();
    person = chromium.regular();
    tab = person.open(url());
  }

  Tab tab() {
    return tab;
  }

  int port() {
    return port;
  }

  /** The way to the server past the cable: closed when the server is. */
  String direct() {
    return "ws://127.0.0.1:" + serverPort + "/echo";
  }

  BrowserContext context() {
    return person.context();
  }

  String url() {
    return "http://127.0.0.1:" + port + "/#/echo";
  }

  /** Clicks Connect and waits until it is. */
  void connect() {
    tab.find("#echo-open").click();
    assertThat(tab.find("#echo-state")).hasAttribute("data-state", "open");
  }

  /** Clicks Send Message. */
  void send() {
    tab.find("#echo-send-button").click();
  }

  /** Sends these bytes as a file. */
  void sendFile(byte[] content) {
    tab.find("input[value=file]").check();
    tab.find("#echo-file")
        .setInputFiles(new FilePayload("data.bin", "application/octet-stream", content));
    send();
  }

  void stopServer() {
    server.close();
  }

  /** Starts a server again where the first one was. */
  void startServer() throws Exception {
    server = Server.start(ServerConfig.defaults().withPort(serverPort));
  }

  @Override
  public void close() {
    Server running = server;
    try (running;
        person) {
      tab.close();
    }
  }
}

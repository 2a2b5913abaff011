package dev.yodel.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import dev.yodel.server.boot.Server;
import dev.yodel.server.boot.ServerConfig;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** A server of its own behind a cable, and people who come to its chat with a browser each. */
final class ChatBench implements AutoCloseable {

  private final Chromium chromium;
  private final Cable cable;
  private final int serverPort;
  private final Deque<Runnable> opened = new ArrayDeque<>();
  private Server server;

  ChatBench(Chromium chromium) throws Exception {
    this(chromium, ServerConfig.defaults());
  }

  ChatBench(Chromium chromium, ServerConfig config) throws Exception {
    this.chromium = chromium;
    server = Server.start(config.withPort(0));
    serverPort = server.port();
    cable = chromium.cable();
    cable.plug(serverPort);
  }

  String url() {
    return "http://127.0.0.1:" + cable.port() + "/";
  }

  int serverPort() {
    return serverPort;
  }

  Cable cable() {
    return cable;
  }

  /** A profile without a tab. */
  Person person() {
    return willLeave(chromium.regular());
  }

  /** A profile whose browser may be changed, as by scripts of the test. */
  Person stranger() {
    return willLeave(chromium.stranger());
  }

  private Person willLeave(Person person) {
    opened.push(person::close);
    return person;
  }

  /** Somebody comes to the lobby. */
  ChatTab enter(String name) {
    return enter(name, person());
  }

  /** Somebody comes to the lobby with this profile. */
  ChatTab enter(String name, Person person) {
    ChatTab tab = open(person, "");
    tab.enter(name);
    return tab;
  }

  /** Somebody comes to the lobby by another way than the cable. */
  ChatTab enterBeside(String name) {
    ChatTab tab = new ChatTab(stranger().open("http://127.0.0.1:" + serverPort + "/"));
    opened.push(tab::close);
    tab.enter(name);
    return tab;
  }

  /** Another tab of a profile, at this hash. */
  ChatTab open(Person person, String hash) {
    ChatTab tab = new ChatTab(person.open(url() + hash));
    opened.push(tab::close);
    return tab;
  }

  void stopServer() {
    server.close();
  }

  /** Starts a server again where the first one was. */
  void startServer() throws Exception {
    server = Server.start(ServerConfig.defaults().withPort(serverPort));
    cable.plug(serverPort);
  }

  /** Everybody goes; what a browser complained about fails the test, after the others have gone. */
  void empty() {
    List<AssertionError> complaints = new ArrayList<>();
    while (!opened.isEmpty()) {
      try {
        opened.pop().run();
      } catch (AssertionError complaint) {
        complaints.add(complaint);
      }
    }
    if (!complaints.isEmpty()) {
      throw complaints.get(0);
    }
  }

  /** Ends everything. */
  @Override
  public void close() {
    try {
      empty();
    } finally {
      cable.cut();
      server.close();
    }
  }

  /** Waits until somebody's connection is as it should be. */
  static void waitFor(ChatTab tab, String state) {
    assertThat(tab.find("#chat-state")).containsText(state);
  }
}

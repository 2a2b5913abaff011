package dev.yodel.client.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.yodel.client.ChatListener;
import dev.yodel.client.ChatOptions;
import dev.yodel.client.CutProxy;
import dev.yodel.client.YodelClient;
import dev.yodel.protocol.RoomEvent;
import dev.yodel.protocol.RoomName;
import dev.yodel.server.boot.LogConfig;
import dev.yodel.server.boot.Server;
import dev.yodel.server.boot.ServerConfig;
import dev.yodel.server.log.sqlite.Durability;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The chat on a real terminal: typed into, and looked at. */
class ChatTerminalIT {

  private static final RoomName LOBBY = new RoomName("lobby");
  private static final int NOBODY = 1;

  @TempDir Path folder;

  @Test
  void messageArrivesAboveALineThatIsHalfTyped() throws Exception {
    List<String> heard = new CopyOnWriteArrayList<>();
    try (Server server = Server.start(onFile());
        YodelClient heidi = open(server, heard);
        Tmux tmux = chat(100, uri(server), "--name", "Änni", "--room", "lobby")) {
      tmux.awaitLast("lobby>");
      tmux.awaitText("-- lobby: 2 here");
      tmux.type("half a lä");
      tmux.awaitLast("lobby> half a lä");
      say(heidi, "\33[2J\33[31mevil\u202e");
      tmux.awaitText("Heidi: \\x1b[2J\\x1b[31mevil\\u202e");
      assertThat(tmux.lines()).last().isEqualTo("lobby> half a lä");
      tmux.type("ne");
      tmux.press("Enter");
      tmux.awaitText("Änni: half a läne");
      tmux.awaitLast("lobby>");
      assertThat(tmux.screen()).doesNotContain("> half");
      await().atMost(Duration.ofSeconds(60)).until(() -> heard.contains("Änni: half a läne"));
      turnToAnotherRoomAndBack(tmux, heidi);
      tmux.press("C-u");
      tmux.press("C-r");
      tmux.type("half");
      tmux.awaitText("half a läne");
      tmux.press("C-g");
      tmux.press("C-u");
      tmux.type("/quit");
      tmux.press("Enter");
      tmux.awaitText("exit=0");
    }
    assertThat(Files.readString(folder.resolve("state/yodel/history")))
        .contains("half a läne", "/join alp");
  }

  private static void turnToAnotherRoomAndBack(Tmux tmux, YodelClient heidi) throws Exception {
    tmux.type("/jo");
    tmux.press("Tab");
    tmux.awaitLast("lobby> /join");
    tmux.type("alp");
    tmux.press("Enter");
    tmux.awaitText("-- alp: 1 here (Änni)");
    say(heidi, "hallo Änni");
    tmux.awaitLast("alp [lobby:1!]>");
    tmux.type("/join lo");
    tmux.press("Tab");
    tmux.awaitLast("alp [lobby:1!]> /join lobby");
    tmux.press("Enter");
    tmux.awaitLast("lobby>");
    tmux.type("Hei");
    tmux.press("Tab");
    tmux.awaitLast("lobby> Heidi:");
  }

  @Test
  void restartIsALineAndWhatWasMissedFollowsInANarrowTerminal() throws Exception {
    Server first = Server.start(onFile());
    try (CutProxy proxy = new CutProxy(first.port());
        Tmux tmux = chat(40, proxy.uri(), "--name", "Anna")) {
      tmux.awaitText("-- lobby: 1 here (Anna)");
      proxy.leadTo(NOBODY);
      proxy.cut();
      tmux.awaitText("-- connection lost");
      tmux.awaitText("lobby (offline, back ");
      tmux.type("while away");
      tmux.press("Enter");
      tmux.awaitText("-- will be sent: while away");
      first.close();
      try (Server second = Server.start(onFile());
          YodelClient heidi = open(second, new CopyOnWriteArrayList<>())) {
        say(heidi, "one");
        say(heidi, "two");
        proxy.leadTo(second.port());
        tmux.type("/reconnect");
        tmux.press("Enter");
        tmux.awaitText("Anna: while away");
        tmux.awaitLast("lobby>");
        String screen = tmux.screen();
        assertThat(screen).containsPattern("-- back in lobby after \\d+ s: 2 message");
        assertThat(screen.indexOf("Heidi: one"))
            .isLessThan(screen.indexOf("Heidi: two"))
            .isGreaterThan(screen.indexOf("-- back in lobby"));
        tmux.press("C-d");
        tmux.awaitText("exit=0");
      }
    } finally {
      first.close();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"--plain", "> log"})
  void whoMistypesWithoutAPromptEndsWellAllTheSame(String how) throws Exception {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String jar = Path.of("target/yodel.jar").toAbsolutePath().toString();
    String command = "cd %s; %s -ea -jar %s chat %s %s; echo exit=$?; cat";
    try (Server server = Server.start(onFile());
        Tmux tmux = Tmux.shell(100, command.formatted(folder, java, jar, uri(server), how))) {
      tmux.awaitText("yodel: connected as ");
      tmux.type("/nosuch");
      tmux.press("Enter");
      tmux.awaitText("yodel: /nosuch is no command");
      tmux.type("/quit");
      tmux.press("Enter");
      tmux.awaitText("exit=0");
    }
  }

  private Tmux chat(int columns, URI uri, String... options) throws Exception {
    List<String> all = new java.util.ArrayList<>(List.of("chat", uri.toString()));
    all.addAll(List.of(options));
    List<String> environment = List.of("XDG_STATE_HOME=" + folder.resolve("state"), "NO_COLOR=1");
    return Tmux.running(columns, environment, all.toArray(new String[0]));
  }

  private static YodelClient open(Server server, List<String> heard) throws Exception {
    var options = ChatOptions.at(uri(server)).withName("Heidi");
    YodelClient client =
        YodelClient.open(
            options,
            new ChatListener() {
              @Override
              public void onEvent(RoomEvent event) {
                if (event instanceof RoomEvent.Message message) {
                  heard.add(message.at().from().name() + ": " + message.text());
                }
              }
            });
    client.join(LOBBY).get(60, TimeUnit.SECONDS);
    return client;
  }

  private static void say(YodelClient client, String text) throws Exception {
    client.post(LOBBY, text).get(60, TimeUnit.SECONDS);
  }

  private ServerConfig onFile() {
    ServerConfig config = ServerConfig.defaults().withPort(0);
    LogConfig log = LogConfig.in(folder.resolve("rooms.db"), Durability.PROCESS);
    return config.with(config.chat().with(log));
  }

  private static URI uri(Server server) {
    return URI.create("ws://127.0.0.1:" + server.port() + "/ws");
  }
}

package dev.yodel.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yodel.protocol.RoomEvent;
import dev.yodel.protocol.RoomName;
import dev.yodel.protocol.RoomStart;
import dev.yodel.server.boot.Server;
import dev.yodel.server.boot.ServerConfig;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The example of {@link YodelClient}'s documentation, compiled, run and compared with it. */
class ExampleIT {

  @Test
  void exampleRuns() throws Exception {
    try (Server server = Server.start(ServerConfig.defaults().withPort(0))) {
      List<String> heard = new CopyOnWriteArrayList<>();
      String url = "ws://localhost:" + server.port() + "/ws";
      run(url, heard);
      Ear ear = new Ear();
      try (YodelClient other = YodelClient.open(ChatOptions.at(URI.create(url)), ear)) {
        other.join(new RoomStart(new RoomName("lobby"), null, 10));
        ear.awaitLine("message Heidi: Holla-rä-di-ri");
      }
      assertThat(heard).isSubsetOf("Heidi: Holla-rä-di-ri");
    }
  }

  @Test
  void exampleIsTheOneOfTheDocumentation() throws Exception {
    String source = Files.readString(Path.of("src/test/java/dev/yodel/client/ExampleIT.java"));
    String run = between(source, "// begin\n", "// end\n").replace("URI.create(url)", ADDRESS);
    String client = Files.readString(Path.of("src/main/java/dev/yodel/client/YodelClient.java"));
    String documented = between(client, "<pre>{@code\n", " * }</pre>").replace(" * ", "    ");
    assertThat(stripped(run)).isEqualTo(stripped(documented));
  }

  private static final String ADDRESS = "URI.create(\"ws://localhost:8080/ws\")";

  private static void run(String url, List<String> heard) throws Exception {
    // begin
    ChatOptions options = ChatOptions.at(URI.create(url)).withName("Heidi");
    RoomName lobby = new RoomName("lobby");
    ChatListener listener =
        new ChatListener() {
          @Override
          public void onEvent(RoomEvent event) {
            if (event instanceof RoomEvent.Message message) {
              heard.add(message.at().from().name() + ": " + message.text());
            }
          }
        };
    try (YodelClient client = YodelClient.open(options, listener)) {
      client.join(lobby);
      client.post(lobby, "Holla-rä-di-ri").get(30, TimeUnit.SECONDS);
    }
    // end
  }

  private static String between(String text, String begin, String end) {
    int from = text.lastIndexOf(begin) + begin.length();
    return text.substring(from, text.indexOf(end, from));
  }

  private static String stripped(String code) {
    return code.lines().map(String::strip).collect(Collectors.joining("\n")).strip();
  }
}

package dev.yodel.server.rooms;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yodel.protocol.Role;
import dev.yodel.protocol.UserName;
import dev.yodel.server.auth.Identity;
import dev.yodel.server.auth.TokenIssuer;
import dev.yodel.server.boot.AuthConfig;
import dev.yodel.server.boot.ChatConfig;
import dev.yodel.server.boot.LogConfig;
import dev.yodel.server.boot.Server;
import dev.yodel.server.boot.ServerConfig;
import dev.yodel.server.log.sqlite.Durability;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A plain member whom a token names is the same user after the server came back. */
class PlainRestartIT {

  private static final byte[] SECRET =
      "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  @TempDir Path folder;

  private Server start() throws Exception {
    Path secret = folder.resolve("secret");
    Files.write(secret, SECRET);
    ChatConfig chat =
        ChatConfig.defaults()
            .with(new AuthConfig(true, secret, null))
            .with(LogConfig.in(folder.resolve("rooms.db"), Durability.PROCESS));
    return Server.start(ServerConfig.defaults().withPort(0).with(chat));
  }

  private static Talker ann(Server server) throws Exception {
    Identity ann =
        new Identity(
            "ann",
            new UserName("ann"),
            true,
            Role.MEMBER,
            List.of(),
            Instant.now().plusSeconds(600));
    URI uri = URI.create("ws://127.0.0.1:" + server.port() + "/ws");
    return Talker.connectAs(uri, new TokenIssuer(SECRET).issue(ann));
  }

  @Test
  void whatItPostsAfterARestartIsNotTakenForWhatItPostedBefore() throws Exception {
    for (String text : List.of("before", "after")) {
      try (Server server = start();
          Talker ann = ann(server)) {
        ann.say(text);
        assertThat(ann.hear()).isEqualTo(text);
      }
    }
  }
}

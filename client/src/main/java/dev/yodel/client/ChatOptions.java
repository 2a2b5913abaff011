package dev.yodel.client;

import dev.yodel.client.ConnectOptions.Heartbeat;
import dev.yodel.client.ConnectOptions.Upgrade;
import dev.yodel.protocol.ClientMessage.ClientInfo;
import dev.yodel.protocol.MessageCodec;
import dev.yodel.protocol.UserName;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where to chat, and as whom.
 *
 * @param connect the address of {@code /ws}; its subprotocols are replaced by {@value
 *     MessageCodec#SUBPROTOCOL}
 * @param name null for one of the server's choice
 * @param token a signed token, or {@code welcome.resume} of an earlier conversation; null for none
 * @param policy whether and how to come back
 * @param client what the server's log calls this program
 */
public record ChatOptions(
    ConnectOptions connect,
    @Nullable UserName name,
    @Nullable String token,
    Return policy,
    ClientInfo client) {

  /** A ping after 25 s, and 10 s for any sign of life after it. */
  public static final Heartbeat HEARTBEAT =
      new Heartbeat(Duration.ofSeconds(25), Duration.ofSeconds(10));

  /** Asks for the chat's subprotocol. */
  public ChatOptions {
    Upgrade upgrade = connect.upgrade();
    connect =
        connect.with(
            new Upgrade(upgrade.headers(), List.of(MessageCodec.SUBPROTOCOL), upgrade.deflate()));
  }

  /** Chats at an address, such as {@code ws://localhost:8080/ws}, with a heartbeat. */
  public static ChatOptions at(URI uri) {
    return new ChatOptions(
        ConnectOptions.to(uri).with(HEARTBEAT),
        null,
        null,
        Return.WHEN_WORTH_IT,
        new ClientInfo("yodel-java", "1"));
  }

  /** The same under a name. */
  public ChatOptions withName(String wanted) {
    return new ChatOptions(connect, new UserName(wanted), token, policy, client);
  }

  /** The same with a token. */
  public ChatOptions withToken(String secret) {
    return new ChatOptions(connect, name, secret, policy, client);
  }

  /** The same on another way. */
  public ChatOptions with(ConnectOptions other) {
    return new ChatOptions(other, name, token, policy, client);
  }

  /** The same with another policy of coming back. */
  public ChatOptions with(Return other) {
    return new ChatOptions(connect, name, token, other, client);
  }

  /** The same as another program. */
  public ChatOptions with(ClientInfo other) {
    return new ChatOptions(connect, name, token, policy, other);
  }

  /** Never says the token. */
  @Override
  public String toString() {
    return "ChatOptions[" + connect.uri() + ", name=" + name + "]";
  }
}

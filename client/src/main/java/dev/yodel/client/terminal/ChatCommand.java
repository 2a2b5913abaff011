package dev.yodel.client.terminal;

import dev.yodel.client.ChatOptions;
import dev.yodel.client.ConnectOptions;
import dev.yodel.client.ConnectOptions.Upgrade;
import dev.yodel.client.Header;
import dev.yodel.protocol.ClientMessage.ClientInfo;
import dev.yodel.protocol.RoomName;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The chat in a terminal. */
@Command(
    name = "chat",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    description = "Chats in rooms; comes back by itself and shows what was missed.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  yodel chat --name Heidi                       the room lobby on this machine",
      "  yodel chat wss://host/ws -r alp -r dorf       two rooms; /join turns to the other",
      "  yodel chat --token env:YODEL_TOKEN wss://…    a server that wants signed tokens",
      "  echo 'deployed' | yodel chat -n deploy-bot    says one thing and goes",
      "  yodel chat --eof wait < /dev/null >> log      writes down what is said",
      "",
      "On a terminal /help lists the commands, Tab completes them, rooms and names.",
    })
final class ChatCommand implements Callable<Integer> {

  @Parameters(
      arity = "0..1",
      paramLabel = "URL",
      defaultValue = "ws://localhost:8080/ws",
      description = "ws://… or wss://… (default ${DEFAULT-VALUE}).")
  private String url = "";

  @Option(
      names = {"-n", "--name"},
      paramLabel = "NAME",
      description = "What you are called; the server finds a name by default.")
  private @Nullable String name;

  @Option(
      names = {"-r", "--room"},
      paramLabel = "ROOM",
      description = "A room to enter (repeatable); lobby by default.")
  private List<String> rooms = new ArrayList<>();

  @Option(
      names = "--token",
      paramLabel = "SOURCE",
      description = "A token for servers that want one, in env:NAME or file:PATH.")
  private @Nullable String token;

  @Option(
      names = "--last",
      paramLabel = "N",
      description = "How many messages a room begins with: 20 on a terminal, else none.")
  private @Nullable Integer last;

  @Option(
      names = "--eof",
      paramLabel = "HOW",
      defaultValue = "close",
      description = "At the end of piped input: close, or wait for the server to end it.")
  private RunArguments.Eof eof = RunArguments.Eof.CLOSE;

  @Option(names = "--plain", description = "Lines only, as in a pipe: no prompt, no colours.")
  private boolean plain;

  @Mixin private RouteArguments route = new RouteArguments();

  @Override
  public Integer call() throws InterruptedException, IOException {
    Terminals terminals = Terminals.ofProcess();
    boolean watched = terminals.in() && terminals.out();
    boolean live = watched && !plain && !Palette.isDumb(System.getenv());
    try {
      int begin = last != null ? last : watched ? ChatInquiries.PAGE : 0;
      if (begin < 0 || begin > 200) {
        throw new IllegalArgumentException("--last: " + begin + " (expected: 0 to 200)");
      }
      if (eof == RunArguments.Eof.HALF) {
        throw new IllegalArgumentException("--eof: half (expected: close or wait)");
      }
      var manner = ChatRun.Manner.of(terminals.in(), live);
      var plan = new ChatRun.Plan(options(), names(), begin, eof, manner);
      return new ChatRun(plan, StateFolder.of(System.getenv())).run().code();
    } catch (IllegalArgumentException wrong) {
      throw new WrongUsage(wrong.getMessage());
    }
  }

  private ChatOptions options() {
    List<Header> headers = route.credentials();
    ConnectOptions connect =
        ConnectOptions.to(address(url))
            .with(new Upgrade(headers, List.of(), false))
            .with(ChatOptions.HEARTBEAT)
            .with(route.route(null));
    ChatOptions options =
        ChatOptions.at(connect.uri()).with(connect).with(new ClientInfo("yodel-chat", "1"));
    if (name != null) {
      options = options.withName(name);
    }
    return token == null ? options : options.withToken(Secret.read("--token", token));
  }

  private List<RoomName> names() {
    if (rooms.isEmpty()) {
      return List.of(RoomName.LOBBY);
    }
    List<RoomName> names = rooms.stream().map(RoomName::new).toList();
    Set<String> keys = new HashSet<>();
    for (RoomName room : names) {
      if (!keys.add(room.key())) {
        throw new IllegalArgumentException("--room: " + room + " (expected: each room once)");
      }
    }
    return names;
  }

  /** Takes {@code host:port} and http addresses as well; the path is {@code /ws} unless given. */
  static URI address(String url) {
    String full = url.contains("://") ? url : "ws://" + url;
    try {
      URI uri = new URI(full.replaceFirst("^(?i)http(s?)://", "ws$1://"));
      String path = uri.getRawPath();
      return path == null || path.isEmpty() || path.equals("/") ? uri.resolve("/ws") : uri;
    } catch (URISyntaxException malformed) {
      throw new IllegalArgumentException(
          "URL: \"" + url + "\" (expected: ws://host:port/ws)", malformed);
    }
  }
}

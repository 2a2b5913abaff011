package dev.yodel.cut;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yodel.crash.Transcript;
import dev.yodel.crash.Verdict;
import dev.yodel.cut.CuttingProxy.Cut;
import dev.yodel.cut.CuttingProxy.Direction;
import dev.yodel.protocol.ClientMessage;
import dev.yodel.protocol.HistoryRange;
import dev.yodel.protocol.Limits;
import dev.yodel.protocol.RoomEvent;
import dev.yodel.protocol.RoomName;
import dev.yodel.protocol.ServerMessage;
import dev.yodel.server.boot.LogConfig;
import dev.yodel.server.boot.Server;
import dev.yodel.server.boot.ServerConfig;
import dev.yodel.server.log.sqlite.Durability;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Cuts the connection at random bytes of posts, of their answers and of the resumes after that: a
 * post that is said again until it is acknowledged is stored once, and seen once. {@code ./yodel
 * test cut} does it 10,000 times.
 */
@Tag("cut")
class CutIT {

  private static final RoomName ROOM = new RoomName("cut");

  /** About the bytes of a post; of its answer and its event; of a resume, each way. */
  private static final int POST = 120;

  private static final int ANSWER = 500;
  private static final int RESUME_UP = 600;
  private static final int RESUME_DOWN = 1_500;
  private static final int MOST_ATTEMPTS = 200;

  @TempDir Path folder;

  private final int sends = Integer.getInteger("cut.sends", 200);
  private final long seed = Long.getLong("cut.seed", new Random().nextLong());
  private final Random random = new Random(seed);

  @Test
  void whatIsSaidAgainAfterACutIsStoredOnceAndSeenOnce() throws Exception {
    System.out.printf("cut test: sends=%d seed=%d%n", sends, seed);
    try (Server server = Server.start(config());
        CuttingProxy proxy = new CuttingProxy(server.port());
        Sender sender = new Sender(proxy.port(), ROOM)) {
      assertThat(sender.connect()).as("the first connection, which nobody cuts").isTrue();
      for (int i = 0; i < sends; i++) {
        send(new ClientMessage.Post("post", ROOM, "p" + i, "text " + i, null), sender, proxy);
      }
      List<RoomEvent.Message> stored = stored(sender, proxy);
      System.out.printf(
          "cut test: sends=%d seed=%d cuts=%d repeats=%d stored=%d%n",
          sends, seed, proxy.cuts(), sender.repeats(), stored.size());
      check(stored, sender.transcript());
      assertThat(proxy.cuts()).as("cuts, seed %d", seed).isPositive();
      assertThat(sender.repeats()).as("stored, but the answer was cut, seed %d", seed).isPositive();
    } catch (AssertionError | IOException e) {
      throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
    }
  }

  private ServerConfig config() {
    ServerConfig config = ServerConfig.defaults().withPort(0);
    Limits limits = new Limits(65_536, 4_000, 64, 200, 262_144, 100_000, 32, 10_000);
    LogConfig log = LogConfig.in(folder.resolve("rooms.db"), Durability.COMMIT);
    return config.with(config.chat().with(limits).with(log));
  }

  private void send(ClientMessage.Post post, Sender sender, CuttingProxy proxy) {
    int attempts = 0;
    while (!sender.transcript().acknowledged().containsKey(post.postId())) {
      assertThat(attempts++).as("attempts of " + post.postId()).isLessThan(MOST_ATTEMPTS);
      if (!sender.isConnected()) {
        proxy.arm(random.nextInt(4) == 0 ? cut(RESUME_UP, RESUME_DOWN) : null);
        sender.connect();
      } else {
        proxy.arm(cut(POST, ANSWER));
        sender.post(post);
      }
    }
  }

  private Cut cut(int up, int down) {
    boolean reset = random.nextBoolean();
    return random.nextInt(3) == 0
        ? new Cut(Direction.TO_SERVER, random.nextInt(up), reset)
        : new Cut(Direction.TO_CLIENT, random.nextInt(down), reset);
  }

  /** All of the room's history, once the sender saw the last of it. */
  private static List<RoomEvent.Message> stored(Sender sender, CuttingProxy proxy)
      throws IOException {
    sender.close();
    proxy.arm(null);
    assertThat(sender.connect()).as("the last connection, which nobody cuts").isTrue();
    sender.hearUpTo(
        sender.transcript().acknowledged().values().stream().mapToLong(seq -> seq).max().orElse(0));
    List<RoomEvent.Message> stored = new ArrayList<>();
    long after = 0;
    boolean more = true;
    while (more) {
      HistoryRange range = new HistoryRange(HistoryRange.Direction.AFTER, after);
      ServerMessage.Page page = sender.ask(new ClientMessage.History("page", ROOM, range, 200));
      page.events().forEach(event -> stored.add((RoomEvent.Message) event));
      more = page.more().after() && !page.events().isEmpty();
      after = stored.isEmpty() ? 0 : stored.get(stored.size() - 1).at().seq();
    }
    return stored;
  }

  private void check(List<RoomEvent.Message> stored, Transcript transcript) {
    List<Transcript.Line> lines = stored.stream().map(Transcript.Line::of).toList();
    assertThat(Verdict.of(List.of(transcript), lines).faults()).isEmpty();
    List<String> sent = IntStream.range(0, sends).mapToObj(i -> "text " + i).toList();
    assertThat(stored).as("stored").extracting(RoomEvent.Message::text).isEqualTo(sent);
    assertThat(transcript.lines()).as("seen").extracting(Transcript.Line::text).isEqualTo(sent);
  }
}

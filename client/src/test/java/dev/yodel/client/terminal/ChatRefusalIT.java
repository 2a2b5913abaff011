package dev.yodel.client.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yodel.client.ChatOptions;
import dev.yodel.client.ScriptedServer;
import dev.yodel.client.YodelClient;
import dev.yodel.protocol.RoomName;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Where a text goes that is typed on a terminal after a room's late refusal. */
class ChatRefusalIT {

  private static final int LIMIT_MILLIS = 60_000;

  private final CompletableFuture<Void> refusal = new CompletableFuture<>();
  private final ScriptedChat chat = ScriptedChat.refusingAfter(refusal);
  private final ChatBoard board = new ChatBoard();
  private final Screen screen = new Screen();
  private final Wording wording = new Wording(new Palette(false), Clock.systemUTC(), true);
  private final ChatEnd end = new ChatEnd(new Diagnostics(System.err), false);
  private final ChatDesk desk = new ChatDesk(board, screen, wording, end);

  /** Types lines in {@code lobby}, and a text once {@code board} has refused; what was posted. */
  private List<String> posted(String... lines) throws Exception {
    List<RoomName> rooms = List.of(new RoomName("lobby"), new RoomName("alp"), new RoomName("see"));
    rooms.forEach(board::enter);
    try (var server = ScriptedServer.playing(chat::play);
        var client = YodelClient.open(ChatOptions.at(server.uri()), desk)) {
      var parts = new ChatActs.Parts(client, board, desk, screen, wording);
      var post = new ChatPost(client, screen, wording);
      var acts = new ChatActs(parts, post, 0);
      for (RoomName room : rooms) {
        acts.ask(room).get(LIMIT_MILLIS, TimeUnit.MILLISECONDS);
      }
      end.awaitLive(rooms.size(), LIMIT_MILLIS);
      for (String line : lines) {
        acts.obey(line);
      }
      refusal.complete(null);
      post.awaitAnswers(LIMIT_MILLIS);
      acts.obey("text");
      post.awaitAnswers(LIMIT_MILLIS);
      assertThat(screen.notices).contains("-- board: you are banned");
      return chat.posted();
    }
  }

  @Test
  void refusedRoomThatIsStillLookedAtGivesWayToTheOneBefore() throws Exception {
    assertThat(posted("/join alp", "/join board")).containsExactly("alp: text");
  }

  @Test
  void whoHasTurnedElsewhereStaysThere() throws Exception {
    assertThat(posted("/join board", "/join see")).containsExactly("see: text");
  }

  @Test
  void roomThatWasLeftMeanwhileIsNotTurnedBackTo() throws Exception {
    assertThat(posted("/join board", "/leave lobby")).containsExactly("alp: text");
  }

  @Test
  void whoHasLeftAllOthersMeanwhileIsInNoRoom() throws Exception {
    assertThat(posted("/join board", "/leave lobby", "/leave alp", "/leave see")).isEmpty();
    assertThat(screen.notices).last().asString().contains("\"text\": you are in no room");
  }

  /** A terminal on which nothing but what the program says is of interest. */
  private static final class Screen implements ChatScreen {

    private final List<String> notices = new CopyOnWriteArrayList<>();

    @Override
    public void show(List<String> lines) {}

    @Override
    public void notice(String line) {
      notices.add(line);
    }

    @Override
    public void prompt(String prompt, String aside) {}

    @Override
    public int width() {
      return 80;
    }

    @Override
    public boolean isLive() {
      return true;
    }
  }
}

package dev.yodel.client.terminal;

import dev.yodel.client.YodelClient;
import dev.yodel.client.terminal.ChatActs.Parts;
import dev.yodel.protocol.HistoryRange;
import dev.yodel.protocol.RoomEvent.Message;
import dev.yodel.protocol.ServerMessage.MemberList;
import dev.yodel.protocol.ServerMessage.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * What typed commands ask the server, and what becomes of the answers. Called with the desk's lock.
 */
final class ChatInquiries {

  /** How many messages an answer shows unless told otherwise. */
  static final int PAGE = 20;

  private final YodelClient client;
  private final ChatBoard board;
  private final ChatDesk desk;
  private final ChatScreen screen;
  private final ChatPost post;
  private final Wording wording;

  ChatInquiries(Parts parts, ChatPost post) {
    this.client = parts.client();
    this.board = parts.board();
    this.desk = parts.desk();
    this.screen = parts.screen();
    this.wording = parts.wording();
    this.post = post;
  }

  /** Who is in a room. */
  void who(RoomView room) {
    settle("/who", client.members(room.name(), null), members -> desk.notice(listed(members)));
  }

  private static String listed(MemberList list) {
    String names =
        list.members().stream()
            .map(member -> member.name())
            .sorted(String.CASE_INSENSITIVE_ORDER)
            .collect(Collectors.joining(", "));
    int more = list.count() - list.members().size();
    return list.room()
        + ": "
        + list.count()
        + " here: "
        + names
        + (more > 0 ? " and " + more + " more" : "");
  }

  /** What was before that which is known. */
  void history(RoomView room, int limit) {
    long oldest = room.oldest();
    HistoryRange range =
        oldest == 0
            ? HistoryRange.newest()
            : new HistoryRange(HistoryRange.Direction.BEFORE, oldest);
    settle(
        "/history",
        client.history(room.name(), range, limit),
        page -> {
          messages(page).forEach(room::keep);
          messages(page).forEach(message -> room.reach(message.at().seq()));
          show(page, "before that", "nothing before that");
        });
  }

  /** What holds these words. */
  void search(RoomView room, String terms) {
    settle(
        "/search",
        client.search(room.name(), terms, null, PAGE),
        page -> {
          messages(page).forEach(room::keep);
          show(page, "found for " + terms, "nothing found for " + terms);
        });
  }

  private void show(Page page, String some, String none) {
    List<Message> found = messages(page);
    List<String> lines = new ArrayList<>();
    String what = found.isEmpty() ? none : Wording.count(found.size(), "message") + " " + some;
    lines.add(wording.notice(page.room() + ": " + what));
    found.forEach(message -> lines.add(wording.numbered(message, board.self())));
    screen.show(lines);
  }

  private static List<Message> messages(Page page) {
    return page.events().stream()
        .filter(Message.class::isInstance)
        .map(Message.class::cast)
        .toList();
  }

  /** Goes on with an answer, or says why there is none. */
  <T> void settle(String command, CompletableFuture<T> future, Consumer<T> then) {
    post.await(
        future.whenComplete(
            (result, failed) -> {
              synchronized (desk) {
                if (failed == null) {
                  then.accept(result);
                } else {
                  post.problem(command + ": " + ChatPost.why(failed));
                }
              }
            }));
  }
}

package dev.yodel.client.terminal;

import dev.yodel.client.ConnectionState.Live;
import dev.yodel.client.YodelClient;
import dev.yodel.protocol.RoomEvent.Message;
import dev.yodel.protocol.RoomName;
import dev.yodel.protocol.RoomStart;
import dev.yodel.protocol.ServerMessage.Joined;
import dev.yodel.protocol.UserName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What typed commands do. Called by whoever types; takes the desk's lock. */
final class ChatActs {

  private static final String NO_ROOM = "you are in no room: /join ROOM";
  private static final int MAX_PAGE = 200;
  private static final int MAX_UNREAD = 50;
  private static final int WIDE = 60;
  private static final int HELP_COLUMN = 20;

  private final YodelClient client;
  private final ChatBoard board;
  private final ChatDesk desk;
  private final ChatScreen screen;
  private final ChatPost post;
  private final ChatInquiries inquiries;
  private final Wording wording;
  private final int last;

  /** What acts work with. */
  record Parts(
      YodelClient client, ChatBoard board, ChatDesk desk, ChatScreen screen, Wording wording) {}

  ChatActs(Parts parts, ChatPost post, int last) {
    this.client = parts.client();
    this.board = parts.board();
    this.desk = parts.desk();
    this.screen = parts.screen();
    this.wording = parts.wording();
    this.post = post;
    this.inquiries = new ChatInquiries(parts, post);
    this.last = last;
  }

  /** Does what a line says: a command, or a text for the room. */
  void obey(String line) {
    synchronized (desk) {
      try {
        if (ChatVerb.isCommand(line)) {
          ChatVerb.Typed typed = ChatVerb.parse(line);
          obey(typed.verb(), typed.rest());
        } else {
          say(line.startsWith("//") ? line.substring(1) : line);
        }
      } catch (IllegalArgumentException wrong) {
        if (ChatVerb.JOIN.begins(line)) {
          turnBack(null, null);
        }
        post.problem(String.valueOf(wrong.getMessage()));
      }
    }
  }

  private void obey(ChatVerb verb, String rest) {
    switch (verb) {
      case JOIN -> join(new RoomName(rest));
      case LEAVE -> leave(rest.isEmpty() ? room() : roomOf(rest));
      case ROOMS -> board.all().forEach(room -> desk.notice(Telling.listed(room)));
      case MSG -> message(rest);
      case ME -> say("/me " + rest);
      case NICK ->
          inquiries.settle("/nick", client.rename(new UserName(rest)), name -> called(name));
      case WHO -> inquiries.who(rest.isEmpty() ? room() : roomOf(rest));
      case HISTORY ->
          inquiries.history(room(), rest.isEmpty() ? ChatInquiries.PAGE : number(rest, MAX_PAGE));
      case SEARCH -> inquiries.search(room(), rest);
      case EDIT -> edit(room(), Target.parse(rest));
      case DELETE -> post.settle("delete", client.delete(room().name(), own(Target.parse(rest))));
      case REACT -> react(room(), Target.parse(rest));
      case RECONNECT -> client.reconnect();
      case QUIT -> {}
      case HELP -> help();
    }
  }

  private void say(String text) {
    board
        .current()
        .ifPresentOrElse(
            room -> post.say(room, text),
            () -> post.problem("not sent, \"" + text + "\": " + NO_ROOM));
  }

  private void join(RoomName name) {
    board.find(name).ifPresentOrElse(this::turnTo, () -> enter(name));
  }

  private void turnTo(RoomView room) {
    int unread = room.look();
    board.turnTo(room);
    if (screen.isLive()) {
      List<String> lines = new ArrayList<>();
      lines.add(wording.notice(new Telling(board, wording).here(room)));
      List<Message> shown = room.newest(Math.min(Math.max(unread, ChatInquiries.PAGE), MAX_UNREAD));
      shown.forEach(message -> lines.add(wording.message(message, board.self())));
      screen.show(lines);
    }
    if (room.seen() > 0) {
      client.read(room.name(), room.seen());
    }
    desk.prompt();
  }

  private void enter(RoomName name) {
    RoomView before = board.current().orElse(null);
    RoomView entered = board.enter(name);
    board.turnTo(entered);
    post.await(ask(name, () -> turnBack(entered, before)));
    desk.prompt();
  }

  /** What a script says next was meant for the room that it is not in: it is nowhere then. */
  private void turnBack(@Nullable RoomView refused, @Nullable RoomView before) {
    if (!screen.isLive()) {
      board.turnAway();
    } else if (refused != null && board.isCurrent(refused) && before != null) {
      board.find(before.name()).ifPresent(board::turnTo);
    }
  }

  /** Asks to enter a room; says so when it is refused. */
  CompletableFuture<Joined> ask(RoomName name) {
    return ask(name, () -> {});
  }

  private CompletableFuture<Joined> ask(RoomName name, Runnable turnBack) {
    return client
        .join(new RoomStart(name, null, last))
        .whenComplete(
            (joined, failed) -> {
              if (failed != null) {
                boolean left = failed instanceof CancellationException;
                synchronized (desk) {
                  turnBack.run();
                  if (!left && client.state() instanceof Live) {
                    board.find(name).ifPresent(board::leave);
                    post.problem(name + ": " + ChatPost.why(failed));
                  }
                }
                desk.prompt();
              }
            });
  }

  private void leave(RoomView room) {
    board.leave(room);
    inquiries.settle(
        "/leave", client.leave(room.name()), done -> desk.notice("left " + room.name()));
    board.current().ifPresent(this::turnTo);
    desk.prompt();
  }

  private void message(String rest) {
    String name =
        board.vocabulary().names().stream()
            .filter(one -> startsWithName(rest, one))
            .max(Comparator.comparingInt(String::length))
            .orElseGet(() -> rest.split(" ", 2)[0].replaceFirst("^@", ""));
    int cut = rest.toLowerCase(Locale.ROOT).indexOf(name.toLowerCase(Locale.ROOT)) + name.length();
    String text = rest.substring(Math.min(rest.length(), cut)).strip();
    if (text.isEmpty()) {
      throw new IllegalArgumentException("/msg needs more: " + ChatVerb.MSG.usage());
    }
    String line = wording.directed(wording.clock().instant(), board.self(), name, text);
    inquiries.settle("/msg " + name, client.direct(name, text), done -> screen.show(List.of(line)));
  }

  private static boolean startsWithName(String rest, String name) {
    String bare = rest.startsWith("@") ? rest.substring(1) : rest;
    return bare.toLowerCase(Locale.ROOT).startsWith(name.toLowerCase(Locale.ROOT) + " ");
  }

  private void called(UserName name) {
    board.call(name.value());
    desk.notice("you are " + name);
    if (!(client.state() instanceof Live)) {
      client.reconnect();
    }
  }

  private void edit(RoomView room, Target target) {
    if (target.rest().isEmpty()) {
      throw new IllegalArgumentException("/edit needs more: " + ChatVerb.EDIT.usage());
    }
    post.settle("edit", client.edit(room.name(), own(target), target.rest()));
  }

  private void react(RoomView room, Target target) {
    boolean on = !target.rest().startsWith("-");
    String key = on ? target.rest() : target.rest().substring(1);
    long seq = target.or(() -> room.last(message -> true));
    post.settle("react", client.react(room.name(), seq, key, on));
  }

  /** A message of one's own: the one that is named, or the last. */
  private long own(Target target) {
    Predicate<Message> mine = message -> message.at().from().name().equals(board.self());
    return target.or(() -> room().last(mine));
  }

  private void help() {
    List<String> lines = new ArrayList<>();
    int column = screen.width() < WIDE ? 0 : HELP_COLUMN;
    for (ChatVerb verb : ChatVerb.values()) {
      String usage = verb.usage();
      String gap = " ".repeat(Math.max(1, column - usage.length()));
      lines.add(wording.notice(usage + gap + verb.meaning()));
    }
    lines.add(wording.notice("#N is the number that /history and /search show"));
    lines.add(wording.notice("Tab completes, Up and Ctrl+R recall, // begins a text with /"));
    screen.show(lines);
  }

  private RoomView room() {
    return board.current().orElseThrow(() -> new IllegalArgumentException(NO_ROOM));
  }

  private RoomView roomOf(String name) {
    return board
        .find(new RoomName(name))
        .orElseThrow(() -> new IllegalArgumentException("you are not in " + name));
  }

  private static int number(String text, int most) {
    if (!text.matches("\\d{1,4}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > most) {
      throw new IllegalArgumentException("\"" + text + "\" (expected: 1 to " + most + ")");
    }
    return Integer.parseInt(text);
  }
}

package dev.yodel.client.terminal;

import dev.yodel.client.ChatFailure;
import dev.yodel.client.ChatListener;
import dev.yodel.client.Closing;
import dev.yodel.client.ConnectFailure;
import dev.yodel.client.ConnectionState;
import dev.yodel.client.ConnectionState.Live;
import dev.yodel.client.ConnectionState.Waiting;
import dev.yodel.client.Loss;
import dev.yodel.protocol.RoomEvent;
import dev.yodel.protocol.RoomName;
import dev.yodel.protocol.ServerMessage.Direct;
import dev.yodel.protocol.ServerMessage.GoAway;
import dev.yodel.protocol.ServerMessage.Joined;
import dev.yodel.protocol.ServerMessage.Presence;
import dev.yodel.protocol.ServerMessage.Read;
import dev.yodel.protocol.ServerMessage.Typing;
import dev.yodel.protocol.ServerMessage.Welcome;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What the chat does with what it hears: keeps it on the board and shows it.
 *
 * <p>Its lock guards the board; the client's event loop and whoever types take turns. A terminal
 * that takes no more stops the event loop, and so the server, which knows how to wait.
 */
final class ChatDesk implements ChatListener {

  private final ChatBoard board;
  private final ChatScreen screen;
  private final Wording wording;
  private final ChatEnd end;
  private final Telling telling;
  private @Nullable Instant lostAt;
  private @Nullable String draining;

  ChatDesk(ChatBoard board, ChatScreen screen, Wording wording, ChatEnd end) {
    this.board = board;
    this.screen = screen;
    this.wording = wording;
    this.end = end;
    this.telling = new Telling(board, wording);
  }

  @Override
  public synchronized void onWelcome(Welcome welcome) {
    board.call(welcome.user().name().value());
    end.onWelcome(welcome);
  }

  @Override
  public synchronized void onState(ConnectionState state) {
    boolean wasLive = board.state() instanceof Live;
    board.become(state);
    end.onState(state);
    if (state instanceof Waiting waiting && end.wasLive()) {
      onOutage(waiting, wasLive);
    } else if (state instanceof ConnectionState.Closed closed && end.wasLive() && screen.isLive()) {
      if (closed.code() != 1000 || !closed.reason().isEmpty()) {
        notice("closed: " + closed.code() + " " + closed.reason() + "; /reconnect or /quit");
      }
    }
    prompt();
  }

  private void onOutage(Waiting waiting, boolean fresh) {
    if (lostAt == null) {
      lostAt = wording.clock().instant();
      board.all().forEach(RoomView::lose);
    }
    if (fresh || !screen.isLive()) {
      String why = draining == null ? "connection lost: " + waiting.why().strip() : draining;
      notice(why + "; next attempt at " + wording.second(waiting.until()));
      draining = null;
    }
  }

  @Override
  public synchronized void onJoined(Joined joined) {
    RoomView room = board.enter(joined.room());
    room.enter(joined);
    board.learn();
  }

  @Override
  public synchronized void onEvent(RoomEvent event) {
    RoomView room = board.enter(event.at().room());
    if (room.isReplaying()) {
      onReplayed(room, event);
      return;
    }
    String line = telling.line(room, event);
    room.apply(event);
    if (board.typists().said(room.name(), event.at().from().id())) {
      prompt();
    }
    if (!screen.isLive() || board.isCurrent(room)) {
      screen.show(List.of(line));
    } else {
      miss(room, List.of(event));
      prompt();
    }
    end.onSeen(event);
  }

  /** On a terminal the newest are held until it is known how many there are. */
  private void onReplayed(RoomView room, RoomEvent event) {
    if (!board.isOwn(event)) {
      room.tally(event);
    }
    RoomEvent told = screen.isLive() ? room.hold(event) : event;
    if (told == null) {
      return;
    }
    List<String> lines = telling.replay(room, List.of(told));
    if (!screen.isLive()) {
      screen.show(lines);
    } else if (room.isReturning() && !board.isCurrent(room)) {
      miss(room, List.of(told));
    }
    end.onSeen(told);
  }

  private void miss(RoomView room, List<RoomEvent> events) {
    for (RoomEvent event : events) {
      if (event instanceof RoomEvent.Message message && !board.isOwn(event)) {
        boolean called = Wording.names(message.text(), board.self());
        room.miss(called);
        if (called) {
          notice("in " + room.name() + " " + wording.excerpt(message));
        }
      }
    }
  }

  @Override
  public synchronized void onLive(RoomName name) {
    RoomView room = board.enter(name);
    List<RoomEvent> events = room.settle();
    List<String> lines = telling.replay(room, events);
    if (!screen.isLive()) {
      if (room.isReturning()) {
        notice(telling.missed(room, lostAt));
      }
    } else if (room.isReturning() && board.isCurrent(room)) {
      screen.show(telling.back(room, lines, lostAt));
    } else if (room.isReturning()) {
      miss(room, events);
    } else if (board.isCurrent(room)) {
      lines.add(0, wording.notice(telling.here(room)));
      screen.show(lines);
    }
    events.forEach(end::onSeen);
    end.onLive(name);
    forgetOutage();
    prompt();
  }

  /** All rooms are back. */
  private void forgetOutage() {
    if (board.all().stream().noneMatch(RoomView::isAway)) {
      lostAt = null;
    }
  }

  @Override
  public synchronized void onLoss(Loss loss) {
    notice(telling.loss(loss));
  }

  @Override
  public synchronized void onOut(RoomName name, ChatFailure why) {
    board.find(name).ifPresent(screen.isLive() ? board::leave : board::lose);
    notice("no longer in " + name + ": " + why.getMessage());
    prompt();
  }

  @Override
  public synchronized void onPresence(Presence presence) {
    RoomView room = board.find(presence.room()).orElse(null);
    if (room == null) {
      return; // it was left meanwhile
    }
    String line = telling.presence(room, presence);
    room.on(presence);
    board.learn();
    if (screen.isLive() && board.isCurrent(room) && !line.isEmpty()) {
      screen.notice(wording.notice(line));
    }
  }

  @Override
  public synchronized void onDirect(Direct direct) {
    screen.show(List.of(wording.direct(direct, telling.recipient(direct))));
  }

  @Override
  public synchronized void onTyping(Typing typing) {
    if (screen.isLive() && !typing.from().name().equals(board.self())) {
      board.typists().on(typing, wording.clock().instant());
      prompt();
      CompletableFuture.delayedExecutor(Typists.SHOWN.toMillis(), TimeUnit.MILLISECONDS)
          .execute(this::prompt);
    }
  }

  @Override
  public synchronized void onRead(Read read) {
    board.find(read.room()).filter(room -> read.seq() >= room.seen()).ifPresent(RoomView::look);
    prompt();
  }

  @Override
  public synchronized void onDraining(GoAway goAway) {
    draining = goAway.reason();
  }

  @Override
  public synchronized void onRefused(ChatFailure why) {
    end.onRefused(why);
  }

  @Override
  public synchronized void onConnectFailure(ConnectFailure failure) {
    end.onConnectFailure(failure);
  }

  @Override
  public synchronized void onDisconnect(Closing closing) {
    end.onDisconnect(closing);
  }

  /** Says something on the program's behalf. */
  synchronized void notice(String text) {
    screen.notice(wording.notice(text));
  }

  /** Brings the prompt up to date. */
  synchronized void prompt() {
    screen.prompt(board.prompt(wording), board.aside(wording));
  }
}

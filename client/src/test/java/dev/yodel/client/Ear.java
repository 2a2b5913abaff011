package dev.yodel.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.yodel.protocol.RoomEvent;
import dev.yodel.protocol.RoomName;
import dev.yodel.protocol.ServerMessage.Direct;
import dev.yodel.protocol.ServerMessage.Joined;
import dev.yodel.protocol.ServerMessage.Presence;
import dev.yodel.protocol.ServerMessage.Typing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Writes down what a chat listener hears; calls on two threads, repeats and gaps are faults. */
final class Ear implements ChatListener {

  private final List<String> heard = new CopyOnWriteArrayList<>();
  private final List<String> faults = new CopyOnWriteArrayList<>();
  private final List<String> texts = new ArrayList<>();
  private final Map<String, Long> last = new HashMap<>();
  private final AtomicBoolean inside = new AtomicBoolean();
  private final AtomicReference<Thread> thread = new AtomicReference<>();
  private boolean whole;
  private Consumer<RoomEvent> hook = event -> {};

  /** Is called with every event. */
  Ear onEach(Consumer<RoomEvent> then) {
    hook = then;
    return this;
  }

  /** Waits until a line was heard that begins so. */
  void awaitLine(String start) {
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> heard.stream().anyMatch(line -> line.startsWith(start)));
  }

  long count(String start) {
    return heard.stream().filter(line -> line.startsWith(start)).count();
  }

  void awaitTexts(Predicate<List<String>> condition) {
    await().atMost(Duration.ofSeconds(60)).until(() -> condition.test(texts()));
  }

  /** The messages' texts, in the order heard. */
  List<String> texts() {
    synchronized (texts) {
      return List.copyOf(texts);
    }
  }

  void assertFaultless() {
    assertThat(faults).isEmpty();
  }

  @Override
  public void onState(ConnectionState state) {
    write("state " + state);
  }

  @Override
  public void onJoined(Joined joined) {
    whole = Boolean.TRUE.equals(joined.recovered());
    write("joined " + joined.room() + " recovered=" + joined.recovered());
  }

  @Override
  public void onEvent(RoomEvent event) {
    Long before = last.put(event.at().room().key(), event.at().seq());
    if (before != null && event.at().seq() <= before) {
      faults.add("again: " + event);
    } else if (whole && before != null && event.at().prev() > before) {
      faults.add("gap after " + before + ": " + event);
    }
    String kind = event.getClass().getSimpleName().toLowerCase(java.util.Locale.ROOT);
    if (event instanceof RoomEvent.Message message) {
      synchronized (texts) {
        texts.add(message.text());
      }
      write(kind + " " + message.at().from().name() + ": " + message.text());
    } else {
      write(kind + " " + event.about());
    }
    hook.accept(event);
  }

  @Override
  public void onLive(RoomName room) {
    whole = true;
    write("live " + room);
  }

  @Override
  public void onGap(RoomName room, long after, long next) {
    faults.add("gap between " + after + " and " + next);
  }

  @Override
  public void onLoss(Loss loss) {
    write("loss " + loss.reason());
  }

  @Override
  public void onOut(RoomName room, ChatFailure why) {
    write("out " + room + " " + why.getMessage());
  }

  @Override
  public void onPresence(Presence presence) {
    write("presence " + presence.event() + " " + presence.user());
  }

  @Override
  public void onDirect(Direct direct) {
    write("direct " + direct.from().name() + ": " + direct.text());
  }

  @Override
  public void onTyping(Typing typing) {
    write("typing " + typing.from().name() + " " + typing.active());
  }

  @Override
  public void onRefused(ChatFailure why) {
    write("refused " + why.code().orElseThrow().wireName());
  }

  private void write(String line) {
    boolean alone = inside.compareAndSet(false, true);
    Thread now = Thread.currentThread();
    if (!alone || !(thread.compareAndSet(null, now) || thread.get() == now)) {
      faults.add("two threads: " + line);
    }
    heard.add(line);
    inside.set(false);
  }
}

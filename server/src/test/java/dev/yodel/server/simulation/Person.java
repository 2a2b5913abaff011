package dev.yodel.server.simulation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.yodel.protocol.BadMessageException;
import dev.yodel.protocol.ClientMessage;
import dev.yodel.protocol.MessageCodec;
import dev.yodel.protocol.Position;
import dev.yodel.protocol.RoomEvent;
import dev.yodel.protocol.RoomName;
import dev.yodel.protocol.RoomStart;
import dev.yodel.protocol.ServerMessage;
import dev.yodel.server.chat.Session;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** A client of the simulation that holds the server to the rule: each event follows the last. */
final class Person {

  private final String name;
  private final MessageCodec codec;
  private final Map<RoomName, KnownRoom> places = new LinkedHashMap<>();
  private final Map<String, ClientMessage> waiting = new LinkedHashMap<>();
  private final List<Long> acknowledged = new ArrayList<>();
  private final List<Long> messages = new ArrayList<>();
  private @Nullable Wire wire;
  private @Nullable Session session;
  private @Nullable String resume;
  private int ids;
  private long pages;
  private long losses;

  Person(String name, MessageCodec codec) {
    this.name = name;
    this.codec = codec;
    ChatSimulation.ROOMS.forEach(room -> places.put(room, new KnownRoom()));
  }

  boolean isOffline() {
    return wire == null;
  }

  boolean isWritable() {
    return wire != null && wire.isWritable();
  }

  void setWritable(boolean writable) {
    if (wire != null) {
      wire.setWritable(writable);
    }
  }

  void connected(Wire newWire, Session newSession) {
    wire = newWire;
    session = newSession;
    List<RoomStart> starts = new ArrayList<>();
    places.forEach(
        (room, place) -> {
          place.leave();
          if (place.wanted) {
            starts.add(new RoomStart(room, place.position, 0));
          }
        });
    say(new ClientMessage.Hello("h" + ++ids, null, resume, null, starts));
  }

  void hangUp() {
    if (wire != null && session != null) {
      wire.hangUp(session);
      wire = null;
      session = null;
    }
  }

  private void say(ClientMessage message) {
    if (wire != null && session != null) {
      Session to = session;
      byte[] frame = codec.write(message);
      wire.loop().owner().execute(() -> to.onText(frame));
    }
  }

  void post(RoomName room, Random random) {
    String id = "i" + ++ids;
    request(new ClientMessage.Post(id, room, name + id, "m" + random.nextInt(1_000), null));
  }

  void change(RoomName room, Random random) {
    if (!messages.isEmpty()) {
      long target = messages.get(random.nextInt(messages.size()));
      String id = "i" + ++ids;
      switch (random.nextInt(3)) {
        case 0 -> request(new ClientMessage.Edit(id, room, name + id, target, "e" + ids));
        case 1 -> request(new ClientMessage.Delete(id, room, name + id, target));
        default -> request(new ClientMessage.React(id, room, name + id, target, "k", true));
      }
    }
  }

  private void request(ClientMessage.Request request) {
    waiting.put(request.id(), request);
    say(request);
  }

  /** Says again what was not answered. */
  void retry() {
    waiting.values().forEach(this::say);
  }

  void leaveOrJoin(RoomName room) {
    KnownRoom place = place(room);
    if (place.joined) {
      place.wanted = false;
      place.leave();
      say(new ClientMessage.Leave("l" + ++ids, room));
    } else if (!place.wanted) {
      place.wanted = true;
      place.joinId = "j" + ++ids;
      say(new ClientMessage.Join(place.joinId, new RoomStart(room, place.position, 0)));
    }
  }

  private KnownRoom place(RoomName room) {
    KnownRoom place = places.get(room);
    if (place == null) {
      throw new AssertionError("unknown room " + room);
    }
    return place;
  }

  /** Takes in all that was sent. */
  void read() {
    if (wire == null) {
      return;
    }
    for (String text : wire.texts()) {
      try {
        on(codec.readServer(text.getBytes(UTF_8)));
      } catch (BadMessageException e) {
        throw new AssertionError(text, e);
      }
    }
    if (wire.closed() != null) {
      hangUp();
    }
  }

  private void on(ServerMessage message) {
    if (message instanceof ServerMessage.Welcome welcome) {
      resume = welcome.resume();
    } else if (message instanceof ServerMessage.Joined joined) {
      onJoined(joined);
    } else if (message instanceof ServerMessage.Page page) {
      pages++;
      page.events().forEach(this::onEvent);
    } else if (message instanceof RoomEvent event) {
      onEvent(event);
    } else if (message instanceof ServerMessage.Live live) {
      KnownRoom place = place(live.room());
      place.live = place.joined;
      assertThat(!place.joined || live.seq() == place.seq()).as("%s: %s", name, live).isTrue();
    } else if (message instanceof ServerMessage.Resync resync) {
      losses++;
      place(resync.room()).position = new Position(resync.span().epoch(), resync.span().head());
    } else if (message instanceof ServerMessage.Ok ok) {
      onOk(ok);
    } else if (message instanceof ServerMessage.Failure failure) {
      onFailure(failure);
    }
  }

  private void onJoined(ServerMessage.Joined joined) {
    KnownRoom place = place(joined.room());
    if (!place.wanted || !Objects.equals(joined.id(), place.joinId)) {
      return;
    }
    place.joined = true;
    if (!Boolean.TRUE.equals(joined.recovered())) {
      losses += joined.recovered() == null ? 0 : 1;
      place.reset(joined.span());
    }
  }

  private void onEvent(RoomEvent event) {
    KnownRoom place = place(event.at().room());
    if (!place.joined) {
      return;
    }
    assertThat(event.at().prev()).as("%s sees %s", name, event).isEqualTo(place.seq());
    place.position = new Position("epoch", event.at().seq());
    if (event instanceof RoomEvent.Message) {
      messages.add(event.at().seq());
    }
  }

  private void onOk(ServerMessage.Ok ok) {
    waiting.remove(ok.id());
    if (ok.receipt() != null) {
      acknowledged.add(ok.receipt().seq());
    }
  }

  private void onFailure(ServerMessage.Failure failure) {
    if (failure.id() != null && !failure.code().retryable()) {
      waiting.remove(failure.id());
    } else if (failure.room() != null) {
      place(new RoomName(failure.room())).wanted = false;
    }
  }

  /** The last event of a room that one is in and has caught up with; null otherwise. */
  @Nullable Long liveAt(RoomName room) {
    KnownRoom place = place(room);
    return wire != null && place.joined && place.live ? (Long) place.seq() : null;
  }

  Collection<String> unanswered() {
    return wire == null ? List.of() : waiting.keySet();
  }

  List<Long> acknowledged() {
    return acknowledged;
  }

  long pages() {
    return pages;
  }

  long losses() {
    return losses;
  }

  @Override
  public String toString() {
    return name;
  }
}

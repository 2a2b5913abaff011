package dev.yodel.crash;

import dev.yodel.protocol.ClientMessage;
import dev.yodel.protocol.Limits;
import dev.yodel.protocol.MessageCodec;
import dev.yodel.protocol.Position;
import dev.yodel.protocol.RoomEvent;
import dev.yodel.protocol.RoomName;
import dev.yodel.protocol.RoomStart;
import dev.yodel.protocol.ServerMessage;
import dev.yodel.protocol.UserName;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A client that posts one message after another, each until it is acknowledged, and comes back with
 * its position whenever the connection is lost.
 */
public final class Poster {

  public static final RoomName ROOM = new RoomName("crash");

  private static final long PAUSE_MILLIS = 50;

  private final MessageCodec codec = new MessageCodec(Limits.DEFAULT);
  private final String name;
  private final Supplier<@Nullable URI> server;
  private final Transcript transcript = new Transcript();
  private final CountDownLatch ended = new CountDownLatch(1);
  private final Thread thread;
  private volatile boolean posting = true;
  private volatile boolean live;
  private volatile @Nullable String unanswered;
  private @Nullable String resume;
  private @Nullable String epoch;
  private int posts;

  /**
   * Does nothing yet.
   *
   * @param server where the server is now; null while there is none
   */
  public Poster(String name, Supplier<@Nullable URI> server) {
    this.name = name;
    this.server = server;
    this.thread = new Thread(this::run, name);
  }

  /** Begins. */
  public Poster start() {
    thread.start();
    return this;
  }

  /** What it saw and was told. */
  public Transcript transcript() {
    return transcript;
  }

  /** Whether it is in the room and sees what happens there. */
  public boolean isLive() {
    return live;
  }

  /** Posts nothing new. */
  public void stopPosting() {
    posting = false;
  }

  /** Whether every post was acknowledged. */
  public boolean isAnswered() {
    return unanswered == null;
  }

  private void run() {
    try {
      while (ended.getCount() > 0) {
        URI address = server.get();
        if (address != null) {
          try (Socket socket = Socket.open(address)) {
            converse(socket);
          } catch (TimeoutException | java.util.concurrent.ExecutionException e) {
            // The server is not there yet, or not any more.
          }
        }
        live = false;
        ended.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
      }
    } catch (InterruptedException e) {
      transcript.fault("interrupted");
    } catch (RuntimeException e) {
      transcript.fault("failed: " + e);
    }
  }

  private void converse(Socket socket) throws InterruptedException {
    Position after = epoch == null ? null : new Position(epoch, transcript.last());
    socket.send(
        codec.write(
            new ClientMessage.Hello(
                "hello",
                new UserName(name),
                resume,
                null,
                List.of(new RoomStart(ROOM, after, 0)))));
    boolean sent = false;
    while (ended.getCount() > 0 && socket.isOpen()) {
      byte[] frame = socket.receive(PAUSE_MILLIS);
      if (frame != null) {
        sent &= !take(frame);
      }
      if (live && !sent) {
        sent = post(socket);
      }
    }
  }

  /** Sends the post that is not answered yet, or a new one; tells whether it did. */
  private boolean post(Socket socket) {
    String postId = unanswered;
    if (postId == null && posting) {
      posts++;
      postId = name + "-" + posts;
      unanswered = postId;
    }
    if (postId != null) {
      String text = "text of " + postId;
      socket.send(codec.write(new ClientMessage.Post("post", ROOM, postId, text, null)));
    }
    return postId != null;
  }

  /** Tells whether the post was answered. */
  private boolean take(byte[] frame) {
    ServerMessage message = read(frame);
    if (message instanceof ServerMessage.Welcome welcome) {
      resume = welcome.resume();
    } else if (message instanceof ServerMessage.Joined joined) {
      join(joined);
    } else if (message instanceof ServerMessage.Page page) {
      page.events().forEach(transcript::apply);
    } else if (message instanceof ServerMessage.Live) {
      live = true;
    } else if (message instanceof RoomEvent event) {
      transcript.apply(event);
    } else if (message instanceof ServerMessage.Ok ok && ok.receipt() != null) {
      transcript.acknowledge(ok.receipt().postId(), ok.receipt().seq());
      unanswered = null;
      return true;
    } else if (message instanceof ServerMessage.Failure failure) {
      if (!failure.code().retryable()) {
        transcript.fault("refused: " + failure);
      }
      return true;
    } else if (message instanceof ServerMessage.Resync resync) {
      transcript.fault("resync: " + resync);
    }
    return false;
  }

  private void join(ServerMessage.Joined joined) {
    if (epoch == null) {
      transcript.startAt(joined.span().head());
    } else if (!Boolean.TRUE.equals(joined.recovered()) || !joined.span().epoch().equals(epoch)) {
      transcript.fault("not recovered: " + joined.span());
    }
    epoch = joined.span().epoch();
  }

  private ServerMessage read(byte[] frame) {
    try {
      return codec.readServer(frame);
    } catch (dev.yodel.protocol.BadMessageException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Ends it, and waits until it has. */
  public void end() throws InterruptedException {
    ended.countDown();
    thread.join();
  }
}

package dev.yodel.reliability;

import dev.yodel.server.websocket.frame.ClientFrames;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Who else is on a server that may be gone at any time: peers that come and go in ugly ways, loud
 * ones that talk and never read, and slow ones that read a little of what the loud ones say.
 */
final class Crowd implements AutoCloseable {

  private static final int EACH = 3;
  private static final int WORDS = 3_000;
  private static final int SIP = 2_048;

  private final Supplier<@Nullable URI> server;
  private final CountDownLatch ended = new CountDownLatch(1);
  private final AtomicInteger visits = new AtomicInteger();
  private final AtomicInteger turnedOut = new AtomicInteger();
  private final List<Thread> threads = new ArrayList<>();
  private final Ugly[] kinds =
      Arrays.stream(Ugly.values()).filter(kind -> !kind.needsTls()).toArray(Ugly[]::new);

  Crowd(Supplier<@Nullable URI> server) {
    this.server = server;
    start("visitor", place -> visit(place));
    for (int i = 0; i < EACH; i++) {
      start("loud" + i, this::talk);
      start("slow" + i, this::sip);
    }
  }

  /** How often somebody came and went. */
  int visits() {
    return visits.get();
  }

  /** How often a loud or a slow one was closed, or its server gone. */
  int turnedOut() {
    return turnedOut.get();
  }

  private void start(String name, Stay stay) {
    Thread thread = new Thread(() -> comeAgain(stay), name);
    thread.setDaemon(true);
    thread.start();
    threads.add(thread);
  }

  private void comeAgain(Stay stay) {
    try {
      do {
        URI address = server.get();
        if (address != null) {
          stay.at(new Place(address.getPort()));
        }
      } while (!ended.await(200, TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      // It is over.
    }
  }

  private void visit(Place place) throws InterruptedException {
    while (!ended.await(30, TimeUnit.MILLISECONDS)) {
      int number = visits.getAndIncrement();
      try {
        kinds[number % kinds.length].play(place, number);
      } catch (IOException gone) {
        return;
      }
    }
  }

  private void talk(Place place) throws InterruptedException {
    ClientFrames words = ClientFrames.of().text("loud ".repeat(WORDS / 5));
    stay(place, peer -> peer.upgraded("/ws?room=loud"), peer -> peer.send(words));
  }

  private void sip(Place place) throws InterruptedException {
    stay(place, peer -> peer.chatting("loud"), peer -> peer.sip(SIP));
  }

  private void stay(Place place, Visit enter, Visit act) throws InterruptedException {
    try {
      UglyPeer peer = new UglyPeer(place, place.plainPort(), visits.get());
      try {
        enter.of(peer);
        while (!ended.await(50, TimeUnit.MILLISECONDS)) {
          act.of(peer);
        }
      } finally {
        peer.end(true);
      }
    } catch (IOException closed) {
      turnedOut.incrementAndGet();
    }
  }

  @Override
  public void close() {
    ended.countDown();
    try {
      for (Thread thread : threads) {
        thread.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** What one does at a server, until it is gone. */
  private interface Stay {
    void at(Place place) throws InterruptedException;
  }

  private interface Visit {
    void of(UglyPeer peer) throws IOException;
  }
}

package dev.yodel.client.terminal;

import dev.yodel.client.ConnectionState.Live;
import dev.yodel.client.YodelClient;
import dev.yodel.protocol.MessageText;
import dev.yodel.protocol.ServerMessage.Receipt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** What this side writes to rooms, and what has become of it. Safe to use from any thread. */
final class ChatPost {

  /** The most that may wait for the server; whoever pipes more waits. */
  private static final int MAX_WAITING = 1_000;

  private static final int MAX_TEXT = 4_000;

  private final YodelClient client;
  private final ChatScreen screen;
  private final Wording wording;
  private final Semaphore room = new Semaphore(MAX_WAITING);
  private final AtomicReference<@Nullable Receipt> lastReceipt = new AtomicReference<>();
  private final AtomicBoolean failed = new AtomicBoolean();

  ChatPost(YodelClient client, ChatScreen screen, Wording wording) {
    this.client = client;
    this.screen = screen;
    this.wording = wording;
  }

  /** Posts a text. */
  void say(RoomView to, String text) {
    MessageText.checked(text, MAX_TEXT);
    if (!(client.state() instanceof Live) && screen.isLive()) {
      screen.notice(wording.notice("will be sent: " + text));
    }
    settle("not sent, \"" + text + "\"", client.post(to.name(), text));
  }

  /** Keeps an eye on what was written. */
  void settle(String what, CompletableFuture<Receipt> written) {
    await(
        written.whenComplete(
            (receipt, why) -> {
              if (why == null) {
                lastReceipt.set(receipt);
              } else {
                problem(what + ": " + why(why));
              }
            }));
  }

  /** Counts what is on its way; it ends when all has been done with the answer. */
  void await(CompletableFuture<?> answered) {
    if (room.tryAcquire()) {
      answered.whenComplete((answer, why) -> room.release());
    }
  }

  /** Says what went wrong. */
  void problem(String text) {
    failed.set(true);
    screen.notice(wording.problem(text));
  }

  /** Waits until more may be written. */
  void awaitRoom() throws InterruptedException {
    room.acquire();
    room.release();
  }

  /** Waits until the server has answered everything, at most so long; more is a failure. */
  void awaitAnswers(long millis) throws InterruptedException {
    boolean all = room.tryAcquire(MAX_WAITING, millis, TimeUnit.MILLISECONDS);
    if (all) {
      room.release(MAX_WAITING);
    } else {
      failed.set(true);
    }
  }

  /** Whether everything was answered, and nothing refused, nor wrong before it was sent. */
  boolean isDone() {
    return room.availablePermits() == MAX_WAITING && !failed.get();
  }

  /** Where the last one is in its log; null for none. */
  @Nullable Receipt lastReceipt() {
    return lastReceipt.get();
  }

  /** The reason of a failed future. */
  static String why(Throwable failed) {
    Throwable cause = failed instanceof CompletionException ? failed.getCause() : failed;
    return String.valueOf(cause == null ? failed.getMessage() : cause.getMessage());
  }
}

package dev.yodel.server.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yodel.protocol.Author;
import dev.yodel.protocol.ErrorCode;
import dev.yodel.protocol.Role;
import dev.yodel.protocol.RoomEvent;
import dev.yodel.protocol.RoomName;
import dev.yodel.protocol.ServerMessage.Receipt;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A log asked from a test, about one room: waits for each answer. */
public final class Asked {

  public static final RoomName ROOM = new RoomName("room");
  public static final Author ANN = new Author("u-ann", "Ann");
  public static final Author BOB = new Author("u-bob", "Bob");

  private final RoomLog log;
  private final RoomName room;

  public Asked(RoomLog log) {
    this(log, ROOM);
  }

  public Asked(RoomLog log, RoomName room) {
    this.log = log;
    this.room = room;
  }

  /** What Ann, a member, wants logged. */
  public Draft draft(String postId, Draft.Content content) {
    return draft(ANN, Role.MEMBER, postId, content);
  }

  public Draft draft(Author author, Role role, String postId, Draft.Content content) {
    return new Draft(room, new Draft.By(author, role, false), postId, content);
  }

  public Draft text(String postId, String text) {
    return draft(postId, new Draft.Text(text, null));
  }

  public Answer<Receipt> append(Draft draft) {
    return answer(taker -> log.append(draft, taker));
  }

  public Receipt given(Draft draft) {
    Answer<Receipt> answer = append(draft);
    assertThat(answer).isInstanceOf(Answer.Given.class);
    return ((Answer.Given<Receipt>) answer).value();
  }

  public ErrorCode refused(Draft draft) {
    Answer<Receipt> answer = append(draft);
    assertThat(answer).isInstanceOf(Answer.Refused.class);
    return ((Answer.Refused<Receipt>) answer).code();
  }

  public Receipt post(String postId, String text) {
    return given(text(postId, text));
  }

  public Slice read(LogQuery query) {
    Answer<Slice> answer = answer(taker -> log.read(query, taker));
    assertThat(answer).isInstanceOf(Answer.Given.class);
    return ((Answer.Given<Slice>) answer).value();
  }

  public Slice eventsAfter(long seq, int limit) {
    return read(new LogQuery.Events(room, seq, limit));
  }

  public List<RoomEvent> events() {
    return eventsAfter(0, 10_000).events().stream().map(Logged::event).toList();
  }

  /** The texts of the messages among {@link #events}. */
  public List<String> texts() {
    return texts(eventsAfter(0, 10_000));
  }

  public static List<String> texts(Slice slice) {
    return slice.events().stream()
        .map(Logged::event)
        .filter(RoomEvent.Message.class::isInstance)
        .map(event -> ((RoomEvent.Message) event).text())
        .toList();
  }

  /** The texts of the messages that a search finds. */
  public List<String> search(String words) {
    return texts(read(new LogQuery.Search(room, words, Long.MAX_VALUE, 100)));
  }

  public RoomState load() {
    Answer<RoomState> answer = answer(taker -> log.load(room, taker));
    assertThat(answer).isInstanceOf(Answer.Given.class);
    return ((Answer.Given<RoomState>) answer).value();
  }

  private static <T> Answer<T> answer(Consumer<Consumer<Answer<T>>> question) {
    CompletableFuture<Answer<T>> answer = new CompletableFuture<>();
    question.accept(answer::complete);
    return answer.orTimeout(60, TimeUnit.SECONDS).join();
  }
}

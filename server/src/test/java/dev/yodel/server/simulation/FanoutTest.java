package dev.yodel.server.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yodel.protocol.Author;
import dev.yodel.protocol.EventHeader;
import dev.yodel.protocol.Limits;
import dev.yodel.protocol.MessageCodec;
import dev.yodel.protocol.MessageState;
import dev.yodel.protocol.RoomEvent;
import dev.yodel.protocol.RoomName;
import dev.yodel.protocol.ServerMessage.Joined;
import dev.yodel.protocol.ServerMessage.RoomSpan;
import dev.yodel.server.chat.Audience;
import dev.yodel.server.chat.Member;
import dev.yodel.server.chat.Seating;
import dev.yodel.server.fanout.Fanout;
import dev.yodel.server.fanout.LoopCommons;
import dev.yodel.server.log.Logged;
import dev.yodel.server.log.MemoryLog;
import dev.yodel.server.log.Retention;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What one message costs, counted: 500 members on 2 loops. */
class FanoutTest {

  private static final int MEMBERS = 500;
  private static final Duration A_WHILE = Duration.ofMinutes(1);

  private final World world = new World(new Random(1));
  private final UnpooledByteBufAllocator allocator = new UnpooledByteBufAllocator(true, true);
  private final MessageCodec codec = new MessageCodec(Limits.DEFAULT);
  private final MemoryLog log =
      new MemoryLog(new Retention(100, null), world.clock(), () -> "epoch", Runnable::run);
  private final Fanout fanout = new Fanout(log, codec, 1_000, allocator, this::deflate);
  private final Audience audience = fanout.of(RoomName.LOBBY, 0);
  private final List<CountingOwner> owners =
      List.of(new CountingOwner(world.owner()), new CountingOwner(world.owner()));
  private final List<Wire> wires = new ArrayList<>();
  private final List<Member> members = new ArrayList<>();

  /** Stands for compression: a frame with the first character alone, if there are some more. */
  private @Nullable ByteBuf deflate(ByteBufAllocator from, byte[] utf8) {
    return utf8.length < 10
        ? null
        : from.directBuffer().writeByte(0xC1).writeByte(1).writeByte(utf8[0]);
  }

  private void fill() {
    fill(number -> 0);
  }

  private void fill(IntUnaryOperator windows) {
    List<LoopCommons> loops =
        owners.stream().map(owner -> LoopCommons.of(owner, 1_000_000)).toList();
    for (int i = 0; i < MEMBERS; i++) {
      int window = windows.applyAsInt(i);
      Wire wire = new Wire(loops.get(i % 2), log, codec, allocator, window);
      Member member = Someone.plain(i + 1, wire);
      wires.add(wire);
      members.add(member);
      audience.seat(member, new Seating(joined(), 0, 0));
    }
    world.pass(Duration.ZERO);
    owners.forEach(CountingOwner::reset);
  }

  private static Joined joined() {
    return new Joined(null, RoomName.LOBBY, new RoomSpan("epoch", 0, 0), null, 0, List.of());
  }

  private static Logged message(int seq) {
    return message(seq, "m" + seq);
  }

  private static Logged message(int seq, String text) {
    EventHeader at =
        new EventHeader(
            RoomName.LOBBY, seq, seq - 1, Instant.EPOCH, new Author("guest-1", "guest-1"), "p");
    return new Logged(new RoomEvent.Message(at, text, null, MessageState.FRESH), true);
  }

  @AfterEach
  void everyBufferIsReleased() {
    members.forEach(member -> audience.unseat(member, null));
    world.pass(Duration.ofMinutes(1));
    wires.forEach(Wire::release);
    assertThat(allocator.metric().usedDirectMemory()).isZero();
  }

  @Test
  void messageIsEncodedOnceAndCostsOneTaskPerLoopAndOneFlushPerMember() {
    fill();
    audience.show(message(1));
    assertThat(fanout.framesMade()).isEqualTo(1);
    assertThat(owners).allSatisfy(owner -> assertThat(owner.tasks()).isEqualTo(1));
    world.pass(Duration.ZERO);
    assertThat(owners).allSatisfy(owner -> assertThat(owner.tasks()).isEqualTo(2));
    assertThat(wires).allSatisfy(wire -> assertThat(wire.flushes()).isEqualTo(1));
    assertThat(wires).allSatisfy(wire -> assertThat(wire.texts()).containsExactly("m1"));
  }

  @Test
  void messagesOfOneTurnShareTheWriteAndTheFlush() {
    fill();
    for (int seq = 1; seq <= 20; seq++) {
      audience.show(message(seq));
    }
    world.pass(Duration.ZERO);
    assertThat(fanout.framesMade()).isEqualTo(20);
    assertThat(wires).allSatisfy(wire -> assertThat(wire.writes()).isEqualTo(1));
    assertThat(wires).allSatisfy(wire -> assertThat(wire.flushes()).isEqualTo(1));
    assertThat(wires).allSatisfy(wire -> assertThat(wire.texts()).hasSize(20));
  }

  @Test
  void writeOfManyMessagesHasABound() {
    fill();
    String text = "m".repeat(200);
    for (int seq = 1; seq <= 250; seq++) {
      audience.show(message(seq, text));
    }
    world.pass(Duration.ZERO);
    assertThat(wires).allSatisfy(wire -> assertThat(wire.writes()).isEqualTo(4));
    assertThat(wires).allSatisfy(wire -> assertThat(wire.texts()).hasSize(250));
  }

  @Test
  void whoComesAgainBeforeItIsGoneHearsEachMessageOnce() {
    fill();
    for (int seq = 1; seq <= 300; seq++) { // more than a loop takes at once
      audience.show(message(seq));
    }
    members.forEach(member -> audience.unseat(member, null));
    audience.show(message(301));
    members.forEach(member -> audience.seat(member, new Seating(joined(), 301, 0)));
    audience.show(message(302));
    world.pass(Duration.ZERO);
    List<String> heard =
        IntStream.rangeClosed(1, 302).filter(seq -> seq != 301).mapToObj(seq -> "m" + seq).toList();
    assertThat(wires).allSatisfy(wire -> assertThat(wire.texts()).isEqualTo(heard));
  }

  @Test
  void messageIsCompressedOnceForAllThatTakeItSo() {
    String text = "a text that gets shorter";
    int[] windows = {0, 1 << 15, 1 << 9, 8};
    fill(number -> windows[number % windows.length]);
    audience.show(message(1, text));
    world.pass(Duration.ZERO);
    audience.show(message(2, text));
    audience.show(message(3));
    world.pass(Duration.ZERO);
    assertThat(fanout.framesMade()).isEqualTo(3);
    assertThat(fanout.framesCompressed()).isEqualTo(2);
    for (int i = 0; i < MEMBERS; i++) {
      boolean reaches = windows[i % windows.length] >= text.length();
      String shown = reaches ? "compressed a" : text;
      assertThat(wires.get(i).texts()).containsExactly(shown, shown, "m3");
    }
  }

  @Test
  void nothingIsCompressedWhenTheLastWhoTakesItSoHasLeft() {
    fill(number -> number == 0 ? 1 << 15 : 0);
    audience.unseat(members.remove(0), null);
    audience.show(message(1, "a text that gets shorter"));
    world.pass(Duration.ZERO);
    assertThat(fanout.framesMade()).isEqualTo(1);
    assertThat(fanout.framesCompressed()).isZero();
  }

  @Test
  void readerThatStopsCostsTheOthersNothing() {
    fill();
    Wire stopped = wires.get(7);
    stopped.setWritable(false);
    for (int seq = 1; seq <= 5; seq++) {
      audience.show(message(seq));
      world.pass(Duration.ofMillis(100));
    }
    assertThat(stopped.texts()).isEmpty();
    for (Wire wire : wires) {
      if (wire != stopped) {
        assertThat(wire.texts()).containsExactly("m1", "m2", "m3", "m4", "m5");
        assertThat(wire.closed()).isNull();
      }
    }
  }

  @Test
  void readerThatReadsAgainGetsWhatItMissed() {
    fill();
    Wire late = wires.get(8);
    late.setWritable(false);
    audience.show(message(1));
    audience.show(message(2));
    world.pass(A_WHILE);
    late.setWritable(true);
    audience.show(message(3));
    world.pass(A_WHILE);
    assertThat(late.texts()).containsExactly("m1", "m2", "m3");
    assertThat(late.closed()).isNull();
  }
}

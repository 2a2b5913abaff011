package dev.yodel.reliability;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler;
import io.netty.util.NetUtil;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * A thousand well-behaved members in a process of their own: one half on the echo, each with a
 * message a second, the other in rooms of ten, each room with a post a second. Everything is said
 * when it is due, whatever is late, and lateness counts from that instant. Each line on standard
 * input is a number of seconds to measure for; each is answered by a line.
 */
final class Members {

  private static final int EACH = 500;
  private static final int ROOM = 10;
  private static final int ADDRESSES = 250;
  private static final long PERIOD = TimeUnit.SECONDS.toNanos(1);
  private static final int PATIENCE = 20;
  private static final long HIGHEST = TimeUnit.MINUTES.toNanos(1);

  private final EventLoop loop;
  private final InetSocketAddress server;
  private final Histogram echo = new Histogram(HIGHEST, 3);
  private final Histogram chat = new Histogram(HIGHEST, 3);
  private final List<Member> members = new ArrayList<>();
  private final SplittableRandom random = new SplittableRandom();
  private int entered;
  private int lost;
  private long said;
  private long begin;
  private long end;

  private Members(EventLoop loop, int port) {
    this.loop = loop;
    this.server = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }

  /** Connects to the port that is named, and measures until its input ends. */
  public static void main(String[] arguments) throws Exception {
    EventLoop loop =
        (EventLoop) new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory()).next();
    Members members = new Members(loop, Integer.parseInt(arguments[0]));
    members.enter();
    System.out.println("ready");
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      long seconds = Long.parseLong(line);
      loop.submit(() -> members.measure(seconds)).get();
      members.awaitAnswers(seconds);
      loop.submit(members::report).get();
    }
    System.exit(0);
  }

  private void enter() throws Exception {
    for (int i = 0; i < 2 * EACH; i++) {
      boolean echoes = i < EACH;
      String room = echoes ? null : "room" + (i - EACH) / ROOM;
      Histogram lateness = echoes ? echo : chat;
      Member member = new Member(room, due -> note(lateness, due), () -> entered++, () -> lost++);
      members.add(member);
      if (i % ADDRESSES == 0) {
        pause();
      }
      connect(i, member, room);
      int expected = i + 1;
      while (loop.submit(() -> entered).get() < expected) {
        if (loop.submit(() -> lost).get() > 0) {
          throw new IOException("member " + i + " was not let in");
        }
      }
    }
    for (int i = 0; i < EACH; i++) {
      keepSaying(members.get(i));
    }
    for (int i = 0; i < EACH / ROOM; i++) {
      keepSaying(members.get(EACH + i * ROOM));
    }
  }

  /** So that no address comes more than once a second. */
  private static void pause() throws InterruptedException {
    new CountDownLatch(1).await(PERIOD, TimeUnit.NANOSECONDS);
  }

  private void connect(int number, Member member, @Nullable String room) throws Exception {
    String path = room == null ? "/echo" : "/ws";
    WebSocketClientProtocolConfig config =
        WebSocketClientProtocolConfig.newBuilder()
            .webSocketUri("ws://localhost:" + server.getPort() + path)
            .subprotocol(room == null ? null : "yodel.v1.json")
            .build();
    new Bootstrap()
        .group(loop)
        .channel(NioSocketChannel.class)
        .localAddress(address(number))
        .handler(
            new ChannelInitializer<SocketChannel>() {
              @Override
              protected void initChannel(SocketChannel channel) {
                channel.config().setTcpNoDelay(true);
                channel
                    .pipeline()
                    .addLast(
                        new HttpClientCodec(),
                        new HttpObjectAggregator(8_192),
                        new WebSocketClientProtocolHandler(config),
                        member);
              }
            })
        .connect(server)
        .sync();
  }

  private static InetSocketAddress address(int number) {
    String literal = "127.0.10." + (1 + number % ADDRESSES);
    return new InetSocketAddress(NetUtil.createInetAddressFromIpAddressString(literal), 0);
  }

  /**
   * Says something once in every second from the next one on, at an instant that is drawn: what
   * else happens once a second meets any member, and not always the same.
   */
  private void keepSaying(Member member) {
    sayAt(member, inNextSecond(System.nanoTime()));
  }

  private long inNextSecond(long nanos) {
    return nanos - Math.floorMod(nanos, PERIOD) + PERIOD + random.nextLong(PERIOD);
  }

  private void sayAt(Member member, long due) {
    loop.schedule(
        () -> {
          said += due >= begin && due < end ? 1 : 0;
          member.say(due);
          sayAt(member, inNextSecond(due));
        },
        due - System.nanoTime(),
        TimeUnit.NANOSECONDS);
  }

  private void note(Histogram lateness, long due) {
    if (due >= begin && due < end) {
      lateness.recordValue(Math.min(HIGHEST, Math.max(0, System.nanoTime() - due)));
    }
  }

  private void measure(long seconds) {
    echo.reset();
    chat.reset();
    said = 0;
    begin = System.nanoTime();
    end = begin + seconds * PERIOD;
  }

  /** Until all is heard that was said, but no longer than so many seconds after the end. */
  private void awaitAnswers(long seconds) throws Exception {
    long missing = 1;
    for (long waited = 0; missing > 0 && waited < PATIENCE; waited++) {
      long delay = waited == 0 ? seconds * PERIOD : PERIOD;
      missing = loop.schedule(() -> said - heard(), delay, TimeUnit.NANOSECONDS).get();
    }
  }

  private long heard() {
    return echo.getTotalCount() + chat.getTotalCount() / ROOM;
  }

  /** Lateness in microseconds; what was said on the echo comes once, in a room ten times. */
  private void report() {
    System.out.printf(
        Locale.ROOT,
        "%d %d %d %d %d %d %d %d %d%n",
        echo.getValueAtPercentile(50) / 1000,
        echo.getValueAtPercentile(99) / 1000,
        echo.getMaxValue() / 1000,
        chat.getValueAtPercentile(50) / 1000,
        chat.getValueAtPercentile(99) / 1000,
        chat.getMaxValue() / 1000,
        said,
        heard(),
        lost);
  }
}

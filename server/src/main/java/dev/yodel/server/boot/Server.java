package dev.yodel.server.boot;

import dev.yodel.server.auth.Authenticator;
import dev.yodel.server.guard.Bucket;
import dev.yodel.server.guard.Callers;
import dev.yodel.server.guard.LineRate;
import dev.yodel.server.guard.Pressure;
import dev.yodel.server.guard.Reception;
import dev.yodel.server.http.RoutesHandler;
import dev.yodel.server.log.MemoryLog;
import dev.yodel.server.log.MeteredLog;
import dev.yodel.server.log.RoomLog;
import dev.yodel.server.websocket.ServerDraining;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.util.concurrent.Ticker;
import io.netty.util.internal.PlatformDependent;
import java.io.IOException;
import java.time.Clock;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running server: the composition root, the only place that makes services.
 *
 * <p>{@link #start} binds; {@link #close} drains and stops:
 *
 * <pre>
 *   new upgrades 503 > every WebSocket is told > wait for the last, at most the drain timeout
 *   > the port is given up > who asked is answered > what is still open is cut
 *   > the keeper's port likewise > the loops end
 * </pre>
 */
public final class Server implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Server.class);

  /** How long loops may take for answers that are due, and then to close what is cut. */
  private static final long CUT_MILLIS = 1_000;

  private final ServerConfig config;
  private final EventLoopGroup loops;
  private final Connections connections;
  private final ChatComposition chat;
  private final TlsComposition tls;
  private final Doors doors;
  private final AtomicBoolean closing = new AtomicBoolean();
  private final CountDownLatch stopped = new CountDownLatch(1);

  /** What a server is made of. */
  private record Parts(
      EventLoopGroup loops,
      Connections connections,
      ChatComposition chat,
      TlsComposition tls,
      Doors doors) {}

  private Server(ServerConfig config, Parts parts) {
    this.config = config;
    this.loops = parts.loops();
    this.connections = parts.connections();
    this.chat = parts.chat();
    this.tls = parts.tls();
    this.doors = parts.doors();
  }

  /**
   * Starts a server and waits until it listens.
   *
   * @throws IOException if it cannot listen or use its certificate: the message says where, why and
   *     what to do
   * @throws dev.yodel.server.log.sqlite.LogUnusableException if it has no log: likewise
   */
  public static Server start(ServerConfig config) throws IOException {
    Transport transport = Transport.of(config.network().transport());
    LogComposition log =
        new LogComposition(config.chat().log(), Clock.systemUTC(), new RandomTags());
    Authenticator authenticator = authenticator(config, log);
    TlsComposition tls = tls(config, log);
    EventLoopGroup loops =
        new MultiThreadIoEventLoopGroup(config.network().loopCount(), transport.handlers());
    Connections connections = connections(config, loops, transport);
    Callers callers = new Callers(config.guard().floods());
    ChatComposition chat =
        new ChatComposition(
            loops, config, metered(log.log(), connections), authenticator, ears(connections));
    Entrance entrance = entrance(config, callers, connections);
    ServerInitializer initializer =
        new ServerInitializer(
            config,
            connections,
            new RoutesHandler(Routes.of(config, connections, log.log())),
            entrance,
            new EndpointTable(config, chat.services(), connections.metrics()).endpoints());
    Rehearsal.of(initializer);
    new Overload(connections).watch(loops, callers);
    try {
      Doors.Door own =
          new Doors.Door(
              entrance::hears, connections.crowds(), tls.around(initializer, connections));
      Doors.Door admin = admin(config, connections, log);
      Doors doors = Doors.open(config, new Doors.Inside(loops, transport, own, admin));
      return new Server(config, new Parts(loops, connections, chat, tls, doors));
    } catch (IOException e) {
      stop(loops);
      tls.close();
      chat.close();
      throw e;
    }
  }

  private static RoomLog metered(RoomLog log, Connections connections) {
    if (log instanceof MemoryLog memory) {
      connections
          .metrics()
          .gauge("yodel_log_memory_bytes", "What events in memory take, about.", memory::bytes);
    }
    return new MeteredLog(log, connections.metrics(), Ticker.systemTicker()::nanoTime);
  }

  /** Its keeper waits behind no crowd. */
  private static Doors.Door admin(
      ServerConfig config, Connections connections, LogComposition log) {
    AdminConfig admin = config.watch().admin();
    return new Doors.Door(
        Intake.Ear.ALL,
        new Crowds(),
        new AdminInitializer(
            connections.metrics(),
            config.trust().hostPolicy(admin == null ? AdminConfig.LOOPBACK : admin.host()),
            Routes.ofAdmin(connections, log.log()),
            config.timeouts().handshake()));
  }

  private static Connections connections(
      ServerConfig config, EventLoopGroup loops, Transport transport) {
    Pressure pressure = new Pressure(config.guard().shed(), PlatformDependent.maxDirectMemory());
    return new Connections(
        config.limits().maxConnections(), loops.next(), transport.word(), pressure);
  }

  private static ChatComposition.Ears ears(Connections connections) {
    return new ChatComposition.Ears(
        connections.metrics().traffic(), connections.metrics(), connections::isShedding);
  }

  private static Entrance entrance(ServerConfig config, Callers callers, Connections connections) {
    GuardConfig guard = config.guard();
    long now = Ticker.systemTicker().nanoTime();
    return new Entrance(
        config.trust(),
        connections,
        new Reception(guard.proxies(), callers),
        new Bucket(guard.floods().handshakes(), now),
        new LineRate(Entrance.LINES_PER_SECOND, now));
  }

  private static Authenticator authenticator(ServerConfig config, LogComposition log)
      throws IOException {
    try {
      return new AuthComposition(config.chat().auth(), new RandomTags(), Clock.systemUTC())
          .authenticator(log.secret());
    } catch (IOException e) {
      log.log().close();
      throw e;
    }
  }

  private static TlsComposition tls(ServerConfig config, LogComposition log) throws IOException {
    try {
      return new TlsComposition(config);
    } catch (IOException e) {
      log.log().close();
      throw e;
    }
  }

  /** The port that the server listens on. */
  public int port() {
    return doors.port();
  }

  /** The port for health and metrics; 0 if they have none of their own. */
  public int adminPort() {
    return doors.adminPort();
  }

  /** Loads the certificate anew, soon; connections that are open keep theirs. */
  void reload() {
    tls.reload();
  }

  /** Waits until the server has stopped. */
  public void await() throws InterruptedException {
    stopped.await();
  }

  @Override
  public void close() {
    if (closing.compareAndSet(false, true)) {
      connections.drain();
      LOG.info("draining websockets={}", connections.upgraded());
      connections.tell(new ServerDraining());
      connections
          .emptied()
          .awaitUninterruptibly(config.timeouts().drain().toNanos(), TimeUnit.NANOSECONDS);
      int cut = connections.upgraded();
      doors.closeOwn();
      connections.crowds().passed(loops).awaitUninterruptibly(CUT_MILLIS);
      connections.cut().awaitUninterruptibly(CUT_MILLIS);
      connections.unasked().awaitUninterruptibly(CUT_MILLIS);
      doors.closeAdmin();
      stop(loops);
      tls.close();
      chat.close();
      LOG.info("stopped cut={}", cut);
      stopped.countDown();
    } else {
      boolean interrupted = false;
      while (stopped.getCount() > 0) {
        try {
          stopped.await();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static void stop(EventLoopGroup loops) {
    loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
  }
}

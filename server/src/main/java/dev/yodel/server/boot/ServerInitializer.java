package dev.yodel.server.boot;

import dev.yodel.server.guard.ProxyLineHandler;
import dev.yodel.server.guard.Reception;
import dev.yodel.server.http.BusyHandler;
import dev.yodel.server.http.RoutesHandler;
import dev.yodel.server.metrics.Why;
import dev.yodel.server.websocket.BackpressureHandler;
import dev.yodel.server.websocket.ConnectionLogHandler;
import dev.yodel.server.websocket.Endpoint;
import dev.yodel.server.websocket.Endpoints;
import dev.yodel.server.websocket.HeartbeatHandler;
import dev.yodel.server.websocket.Heartbeats;
import dev.yodel.server.websocket.HoldHandler;
import dev.yodel.server.websocket.LastHandler;
import dev.yodel.server.websocket.ReadBuffers;
import dev.yodel.server.websocket.ReadGate;
import dev.yodel.server.websocket.ServerDraining;
import dev.yodel.server.websocket.Upgrade;
import dev.yodel.server.websocket.UpgradeGateHandler;
import dev.yodel.server.websocket.frame.FrameHandler;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.websocketx.WebSocketFrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketFrameEncoder;
import io.netty.util.concurrent.EventExecutor;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * The pipeline, whole and in order.
 *
 * <pre>
 *  from a trusted proxy, with --proxy-protocol
 *    proxy line decoder > proxy line, then as below
 *
 *  until the upgrade
 *    hold > http codec > forwarded > access? > headers > aggregator (8 KiB) > late > head
 *      > gate > routes > last
 *
 *  from the upgrade on
 *    frames > log > heartbeat > backpressure > echo | relay | chat > last
 *    the lab's handlers, with log behind the first and a codec of their own > heartbeat > last
 *
 *  before all of these on a port of TLS, see {@link TlsInitializer}
 *    door, then tls > tls events
 *
 *  over the limit on connections, in all or of the address
 *    hold > http codec > forwarded > access? > headers > aggregator (8 KiB) > late > head
 *      > busy > last
 * </pre>
 *
 * The library's protocol handler answers the handshake; its decoder and encoder leave with it, and
 * {@link FrameHandler} takes their place. An echo that changes nothing ends in the frame handler.
 */
final class ServerInitializer extends ChannelInitializer<Channel> {

  /** How long a peer that is turned away may take to send the request that is answered why. */
  private static final Duration TO_ASK_WHY = Duration.ofSeconds(1);

  private static final String HOLD = "hold";
  private static final String HEARTBEAT = "heartbeat";
  private static final String GATE = "gate";
  private static final String ROUTES = "routes";
  private static final String LAST = "last";

  private final ServerConfig config;
  private final RoutesHandler routes;
  private final Endpoints endpoints;
  private final Entrance entrance;
  private final Connections connections;
  private final HttpStage http;
  private final Map<EventExecutor, Heartbeats> heartbeats = new ConcurrentHashMap<>();
  private final BusyHandler full = BusyHandler.full();
  private final BusyHandler crowded = BusyHandler.crowded();

  ServerInitializer(
      ServerConfig config,
      Connections connections,
      RoutesHandler routes,
      Entrance entrance,
      Endpoints endpoints) {
    this.config = config;
    this.connections = connections;
    this.routes = routes;
    this.entrance = entrance;
    this.endpoints = endpoints;
    this.http = new HttpStage(config, connections.metrics(), entrance.reception());
  }

  @Override
  protected void initChannel(Channel channel) {
    channel.config().setRecvByteBufAllocator(new ReadBuffers());
    switch (connections.add(channel)) {
      case SERVED -> receive(channel, entrance.reception().receive(channel), this::serve);
      case TOLD -> receive(channel, entrance.reception().receive(channel), this::tellFull);
      default -> {
        entrance.refuse(channel, Why.MAX_CONNECTIONS);
        channel.close();
      }
    }
  }

  private void receive(Channel channel, Reception.Verdict verdict, Consumer<Channel> received) {
    switch (verdict) {
      case SERVED -> received.accept(channel);
      case AWAITED ->
          ProxyLineHandler.addTo(
              channel.pipeline(),
              entrance.reception(),
              config.timeouts().handshake(),
              (brought, next) -> receive(brought, next, received));
      case REFUSED -> {
        connections.metrics().limitHit(Entrance.CONNECTIONS_PER_ADDRESS);
        tell(channel, Why.MAX_CONNECTIONS_PER_ADDRESS, crowded);
      }
      case UNHEARD -> {
        entrance.ignore(channel, channel.eventLoop().ticker().nanoTime());
        channel.close();
      }
      default -> {
        entrance.refuse(channel, Why.PROXY);
        channel.close();
      }
    }
  }

  private void tellFull(Channel channel) {
    tell(channel, Why.MAX_CONNECTIONS, full);
  }

  private void tell(Channel channel, Why why, BusyHandler busy) {
    entrance.refuse(channel, why);
    if (!connections.turnAway(channel)) {
      channel.close();
      return;
    }
    channel.pipeline().addLast(HOLD, new HoldHandler(gate(channel)));
    http.addTo(channel.pipeline(), TO_ASK_WHY);
    channel.pipeline().addLast("busy", busy).addLast(LAST, new LastHandler());
  }

  private ReadGate gate(Channel channel) {
    return new ReadGate(channel, connections.crowds().of(channel.eventLoop()));
  }

  private void serve(Channel channel) {
    ReadGate gate = gate(channel);
    HoldHandler hold = new HoldHandler(gate);
    channel.pipeline().addLast(HOLD, hold);
    http.addTo(channel.pipeline(), config.timeouts().handshake());
    channel
        .pipeline()
        .addLast(GATE, new UpgradeGateHandler(endpoints, entrance, this::upgraded, gate, hold))
        .addLast(ROUTES, routes)
        .addLast(LAST, new LastHandler());
  }

  private void upgraded(
      ChannelPipeline pipeline, Endpoint endpoint, Upgrade upgrade, List<ChannelHandler> handlers) {
    http.leave(pipeline, endpoint.name());
    for (String name : List.of(GATE, ROUTES, UpgradeGateHandler.PROTOCOL)) {
      pipeline.remove(name);
    }
    pipeline.remove(WebSocketFrameDecoder.class);
    pipeline.remove(WebSocketFrameEncoder.class);
    pipeline.get(LastHandler.class).onUpgraded();
    pipeline.addBefore(LAST, "frames", handlers.get(0));
    if (pipeline.channel().parent() != null) { // not the rehearsal, which is nobody's connection
      pipeline.addBefore(
          LAST, "log", new ConnectionLogHandler(endpoint.name(), connections.metrics()));
    }
    HeartbeatHandler heartbeat =
        new HeartbeatHandler(upgrade.gate(), heartbeats(pipeline.channel().eventLoop()));
    boolean lab = !(handlers.get(0) instanceof FrameHandler);
    if (!lab) {
      pipeline
          .addBefore(LAST, HEARTBEAT, heartbeat)
          .addBefore(
              LAST,
              "backpressure",
              new BackpressureHandler(upgrade.gate(), config.timeouts().stall()));
    }
    for (ChannelHandler handler : handlers.subList(1, handlers.size())) {
      pipeline.addBefore(LAST, null, handler);
    }
    if (lab) { // its codec is among them, and it minds backpressure itself
      pipeline.addBefore(LAST, HEARTBEAT, heartbeat);
    }
    if (connections.isDraining()) {
      pipeline.fireUserEventTriggered(new ServerDraining());
    }
  }

  private Heartbeats heartbeats(EventExecutor ofLoop) {
    ServerConfig.Heartbeat beat = config.heartbeat();
    return heartbeats.computeIfAbsent(
        ofLoop, loop -> new Heartbeats(loop, beat.interval(), beat.timeout()));
  }
}

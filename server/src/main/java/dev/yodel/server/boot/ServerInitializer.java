package dev.yodel.server.boot;

import dev.yodel.protocol.InvalidValueException;
import dev.yodel.protocol.MessageCodec;
import dev.yodel.protocol.RoomName;
import dev.yodel.server.http.BusyHandler;
import dev.yodel.server.http.RequestHeadHandler;
import dev.yodel.server.http.RequestTimeoutHandler;
import dev.yodel.server.http.RoutesHandler;
import dev.yodel.server.http.SecurityHeadersHandler;
import dev.yodel.server.websocket.Admission;
import dev.yodel.server.websocket.BackpressureHandler;
import dev.yodel.server.websocket.Bearer;
import dev.yodel.server.websocket.ChatHandler;
import dev.yodel.server.websocket.ChatServices;
import dev.yodel.server.websocket.ConnectionLogHandler;
import dev.yodel.server.websocket.EchoHandler;
import dev.yodel.server.websocket.Endpoint;
import dev.yodel.server.websocket.Endpoints;
import dev.yodel.server.websocket.HeartbeatHandler;
import dev.yodel.server.websocket.HoldHandler;
import dev.yodel.server.websocket.LastHandler;
import dev.yodel.server.websocket.ReadGate;
import dev.yodel.server.websocket.Refusal;
import dev.yodel.server.websocket.RelayHandler;
import dev.yodel.server.websocket.ServerDraining;
import dev.yodel.server.websocket.Upgrade;
import dev.yodel.server.websocket.UpgradeGateHandler;
import dev.yodel.server.websocket.frame.FrameHandler;
import dev.yodel.server.websocket.frame.FrameLimits;
import dev.yodel.server.websocket.frame.PerMessageDeflate;
import dev.yodel.server.websocket.lab.LabEndpoint;
import dev.yodel.server.websocket.lab.LabLimits;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.websocketx.WebSocketFrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketFrameEncoder;
import java.security.SecureRandom;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The pipeline, whole and in order.
 *
 * <pre>
 *  until the upgrade
 *    hold > http codec > headers > aggregator (8 KiB) > late > head > upgrade gate > routes > last
 *
 *  from the upgrade on
 *    frames > log > heartbeat > backpressure > echo | relay | chat > last
 *    the lab's handlers, with a codec of their own > last
 *
 *  before all of these on a port of TLS, see {@link TlsInitializer}
 *    door, then tls > tls events
 *
 *  over the limit on connections
 *    http codec > headers > aggregator (8 KiB) > late > head > busy > last
 * </pre>
 *
 * The library's protocol handler answers the handshake; its decoder and encoder leave with it, and
 * {@link FrameHandler} takes their place. An echo that changes nothing ends in the frame handler.
 */
final class ServerInitializer extends ChannelInitializer<Channel> {

  private static final int REQUEST_BYTES = 8 * 1024;
  private static final int MOST_SEEDS = 1_000_000;
  private static final String HOLD = "hold";
  private static final String HEADERS = "headers";
  private static final String LATE = "late";
  static final String HEAD = "head";
  private static final String GATE = "gate";
  private static final String ROUTES = "routes";
  private static final String LAST = "last";

  private final ServerConfig config;
  private final RoutesHandler routes;
  private final Endpoints endpoints;
  private final Admission admission;
  private final Connections connections;
  private final ChatServices chat;
  private final SecurityHeadersHandler headers;
  private final RequestHeadHandler head;
  private final BusyHandler busy = new BusyHandler();
  private final FrameLimits frames;
  private final FrameLimits roomFrames;

  ServerInitializer(
      ServerConfig config,
      Connections connections,
      RoutesHandler routes,
      Admission admission,
      ChatServices chat) {
    this.config = config;
    this.chat = chat;
    this.connections = connections;
    TlsConfig tls = config.tls();
    this.headers =
        new SecurityHeadersHandler(
            connections.metrics(), tls == null ? null : tls.transportSecurity());
    this.routes = routes;
    this.admission = admission;
    this.head = new RequestHeadHandler(config.trust().hostPolicy(config.network().host()));
    this.frames =
        new FrameLimits(
            config.limits().maxMessage(),
            config.limits().maxFragments(),
            config.timeouts().close());
    this.roomFrames =
        new FrameLimits(
            chat.limits().frameBytes(), config.limits().maxFragments(), config.timeouts().close());
    this.endpoints = new Endpoints(endpoints());
  }

  /** Every path that accepts upgrades; the endpoint of a path is chosen by its subprotocol. */
  private List<Endpoint> endpoints() {
    int max = config.limits().maxMessage();
    LabLimits limits = new LabLimits(max, config.timeouts().stall(), config.timeouts().close());
    SecureRandom random = new SecureRandom();
    Endpoint.Handlers lab =
        new LabEndpoint(
            config.lab(),
            limits,
            chat.desk().about().node(),
            () -> random.nextInt(MOST_SEEDS),
            this::echo);
    return List.of(
        Endpoint.of("echo", "/echo", Endpoint.ANY, max, lab),
        Endpoint.of("echo", "/", Endpoint.ANY, max, this::echo),
        Endpoint.of("relay", "/ws", null, chat.limits().frameBytes(), this::relay),
        Endpoint.of(
            "chat", "/ws", MessageCodec.SUBPROTOCOL, chat.limits().frameBytes(), this::chat));
  }

  private List<ChannelHandler> chat(Upgrade upgrade) {
    return List.of(
        roomFrames(upgrade), new ChatHandler(chat, upgrade.gate(), Bearer.of(upgrade, chat)));
  }

  private List<ChannelHandler> relay(Upgrade upgrade) {
    String room = upgrade.parameter("room");
    try {
      RoomName name = room == null ? RoomName.LOBBY : new RoomName(room);
      return List.of(
          roomFrames(upgrade),
          new RelayHandler(chat, upgrade.gate(), name, Bearer.plain(upgrade, chat, name)));
    } catch (InvalidValueException e) {
      throw Refusal.badRequest(e.explanation());
    }
  }

  private FrameHandler roomFrames(Upgrade upgrade) {
    boolean may = config.compression() == CompressionMode.ALL;
    return new FrameHandler(
        roomFrames, FrameHandler.Mode.MESSAGES, may ? agreed(upgrade) : null, upgrade.gate()::end);
  }

  private List<ChannelHandler> echo(Upgrade upgrade) {
    String prefix = upgrade.parameter("prefix");
    if (prefix == null || prefix.isEmpty()) {
      return List.of(echoFrames(upgrade, FrameHandler.Mode.ECHO));
    }
    return List.of(echoFrames(upgrade, FrameHandler.Mode.MESSAGES), new EchoHandler(prefix));
  }

  private FrameHandler echoFrames(Upgrade upgrade, FrameHandler.Mode mode) {
    boolean may = config.compression() != CompressionMode.OFF;
    return new FrameHandler(frames, mode, may ? agreed(upgrade) : null, upgrade.gate()::end);
  }

  private @Nullable PerMessageDeflate agreed(Upgrade upgrade) {
    return chat.compression().agree(upgrade.channel(), upgrade.headers(), upgrade.answer());
  }

  @Override
  protected void initChannel(Channel channel) {
    switch (connections.add(channel)) {
      case SERVED -> serve(channel);
      case TOLD -> tellBusy(channel.pipeline());
      default -> channel.close();
    }
  }

  private void tellBusy(ChannelPipeline pipeline) {
    pipeline
        .addLast("http", new HttpServerCodec(new HttpDecoderConfig()))
        .addLast(HEADERS, headers)
        .addLast("request", new HttpObjectAggregator(REQUEST_BYTES))
        .addLast(LATE, new RequestTimeoutHandler(config.timeouts().handshake()))
        .addLast(HEAD, head)
        .addLast("busy", busy)
        .addLast(LAST, new LastHandler(false));
  }

  private void serve(Channel channel) {
    ReadGate gate = new ReadGate(channel);
    HoldHandler hold = new HoldHandler(gate);
    channel
        .pipeline()
        .addLast(HOLD, hold)
        .addLast("http", new HttpServerCodec(new HttpDecoderConfig()))
        .addLast(HEADERS, headers)
        .addLast("request", new HttpObjectAggregator(REQUEST_BYTES))
        .addLast(LATE, new RequestTimeoutHandler(config.timeouts().handshake()))
        .addLast(HEAD, head)
        .addLast(GATE, new UpgradeGateHandler(endpoints, admission, this::upgraded, gate, hold))
        .addLast(ROUTES, routes)
        .addLast(LAST, new LastHandler(false));
  }

  private void upgraded(
      ChannelPipeline pipeline, Endpoint endpoint, Upgrade upgrade, List<ChannelHandler> handlers) {
    for (String name : List.of(HEADERS, LATE, HEAD, GATE, ROUTES, UpgradeGateHandler.PROTOCOL)) {
      pipeline.remove(name);
    }
    pipeline.remove(WebSocketFrameDecoder.class);
    pipeline.remove(WebSocketFrameEncoder.class);
    pipeline.replace(LAST, LAST, new LastHandler(true));
    pipeline.addBefore(LAST, "frames", handlers.get(0));
    if (pipeline.channel().parent() != null) { // not the rehearsal, which is nobody's connection
      pipeline.addBefore(
          LAST, "log", new ConnectionLogHandler(endpoint.name(), connections.metrics()));
    }
    addLife(pipeline, upgrade.gate());
    for (ChannelHandler handler : handlers.subList(1, handlers.size())) {
      pipeline.addBefore(LAST, null, handler);
    }
    if (connections.isDraining()) {
      pipeline.fireUserEventTriggered(new ServerDraining());
    }
  }

  /** What ends a connection that is silent or does not take what is sent to it. */
  private void addLife(ChannelPipeline pipeline, ReadGate gate) {
    ServerConfig.Heartbeat beat = config.heartbeat();
    pipeline
        .addBefore(LAST, "heartbeat", new HeartbeatHandler(gate, beat.interval(), beat.timeout()))
        .addBefore(LAST, "backpressure", new BackpressureHandler(gate, config.timeouts().stall()));
  }
}

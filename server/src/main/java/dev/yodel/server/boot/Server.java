package dev.yodel.server.boot;

import dev.yodel.server.http.LabHelpRoute;
import dev.yodel.server.http.PageFiles;
import dev.yodel.server.http.Route;
import dev.yodel.server.http.RoutesHandler;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A running server: the composition root, the only place that makes services.
 *
 * <p>{@link #start} binds, {@link #close} drains and stops.
 */
public final class Server implements AutoCloseable {

  private final EventLoopGroup loops;
  private final Channel listener;

  private Server(EventLoopGroup loops, Channel listener) {
    this.loops = loops;
    this.listener = listener;
  }

  /**
   * Starts a server and waits until it listens.
   *
   * @throws java.net.BindException if the port is taken
   */
  public static Server start(ServerConfig config) throws Exception {
    Transport transport = Transport.of(config.network().transport());
    EventLoopGroup loops =
        new MultiThreadIoEventLoopGroup(config.network().loops(), transport.handlers());
    RoutesHandler routes = new RoutesHandler(routes(config));
    ServerInitializer initializer =
        new ServerInitializer(config, routes, (endpoint, upgrade) -> {});
    ChannelFuture bound =
        new ServerBootstrap()
            .group(loops)
            .channel(transport.channel())
            .childHandler(initializer)
            .bind(config.network().host(), config.network().port())
            .await();
    if (!bound.isSuccess()) {
      stop(loops);
      throw new java.net.BindException(String.valueOf(bound.cause().getMessage()));
    }
    return new Server(loops, bound.channel());
  }

  private static Map<String, Route> routes(ServerConfig config) {
    Map<String, Route> routes = PageFiles.routes();
    routes.put("/echo/help", new LabHelpRoute(config.lab()));
    return routes;
  }

  /** The port that the server listens on. */
  public int port() {
    return ((InetSocketAddress) listener.localAddress()).getPort();
  }

  /** Waits until the server was closed. */
  public void await() throws InterruptedException {
    listener.closeFuture().await();
  }

  @Override
  public void close() {
    listener.close().awaitUninterruptibly();
    stop(loops);
  }

  private static void stop(EventLoopGroup loops) {
    loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
  }
}

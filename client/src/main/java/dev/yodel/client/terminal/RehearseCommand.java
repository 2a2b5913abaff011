package dev.yodel.client.terminal;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;

/**
 * Sends one message to an echo of its own on loopback, lists the options, and prepares a line to be
 * typed. What was loaded until then is what an archive of classes should hold, so that the next
 * start is quick.
 */
@Command(name = "rehearse", hidden = true)
final class RehearseCommand implements Callable<Integer> {

  private static final int MAX_REQUEST = 8192;

  @Override
  public Integer call() throws IOException, InterruptedException {
    EventLoopGroup loops = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    try {
      Channel listening = listen(loops);
      int port = ((InetSocketAddress) listening.localAddress()).getPort();
      System.setIn(new ByteArrayInputStream("hi\n".getBytes(StandardCharsets.UTF_8)));
      int code = run("echo", "ws://127.0.0.1:" + port + "/", "--timeout", "10s");
      run("--help");
      run("echo", "--help");
      new LineEditor(RawVerb::complete, null).close();
      return code;
    } finally {
      loops.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }
  }

  private static int run(String... arguments) {
    return YodelCommand.commandLine().execute(arguments);
  }

  private static Channel listen(EventLoopGroup loops) throws InterruptedException {
    return new ServerBootstrap()
        .group(loops)
        .channel(NioServerSocketChannel.class)
        .childHandler(
            new ChannelInitializer<Channel>() {
              @Override
              protected void initChannel(Channel channel) {
                channel
                    .pipeline()
                    .addLast(new HttpServerCodec(), new HttpObjectAggregator(MAX_REQUEST))
                    .addLast(new WebSocketServerProtocolHandler("/"), new Echo());
              }
            })
        .bind(InetAddress.getLoopbackAddress(), 0)
        .sync()
        .channel();
  }

  private static final class Echo extends ChannelInboundHandlerAdapter {
    @Override
    public void channelRead(ChannelHandlerContext ctx, Object frame) {
      ctx.writeAndFlush(frame);
    }
  }
}

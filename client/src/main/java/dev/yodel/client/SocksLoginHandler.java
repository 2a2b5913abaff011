package dev.yodel.client;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.socksx.v5.Socks5AuthMethod;
import io.netty.handler.codec.socksx.v5.Socks5InitialResponse;
import io.netty.handler.codec.socksx.v5.Socks5PasswordAuthResponse;
import io.netty.handler.codec.socksx.v5.Socks5PasswordAuthStatus;

/**
 * Notices that a SOCKS 5 proxy does not accept who one is: none of the ways to say so that it was
 * offered (RFC 1928 section 3), or name and password (RFC 1929 section 2).
 *
 * <p>Stands between Netty's decoder and its handler, which has one exception for everything.
 */
final class SocksLoginHandler extends ChannelInboundHandlerAdapter {

  private final Dial dial;
  private final boolean named;

  /**
   * @param named whether it is offered a name and a password
   */
  SocksLoginHandler(Dial dial, boolean named) {
    this.dial = dial;
    this.named = named;
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    if (message instanceof Socks5InitialResponse choice && !isOffered(choice.authMethod())) {
      dial.unknownAtProxy(named ? "wants another authentication" : "wants to know who one is");
    } else if (message instanceof Socks5PasswordAuthResponse verdict
        && !verdict.status().equals(Socks5PasswordAuthStatus.SUCCESS)) {
      dial.unknownAtProxy("refused name and password");
    } else {
      ctx.fireChannelRead(message);
    }
  }

  private boolean isOffered(Socks5AuthMethod method) {
    return method.equals(Socks5AuthMethod.NO_AUTH)
        || (named && method.equals(Socks5AuthMethod.PASSWORD));
  }
}

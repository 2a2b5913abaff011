package dev.yodel.server.websocket.lab;

import dev.yodel.server.lab.ConnectionKnobs;
import dev.yodel.server.lab.Experiment;
import dev.yodel.server.lab.Handshake;
import dev.yodel.server.owner.OwnedBy;
import dev.yodel.server.websocket.HoldHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import org.jspecify.annotations.Nullable;

/**
 * Makes the 101 say what was agreed on and what is wrong with it, then leaves; a refusal passes as
 * it is, for the upgrade may still be refused.
 */
@OwnedBy(OwnedBy.Kind.LOOP)
final class HandshakeAnswerHandler extends ChannelOutboundHandlerAdapter {

  private static final String SEED = "Yodel-Lab-Seed";
  private static final String NOT_OFFERED = "yodel-lab-not-offered";

  /** Twenty zero bytes in base64: the hash of no key that anybody will send. */
  private static final String WRONG_ACCEPT = "AAAAAAAAAAAAAAAAAAAAAAAAAAA=";

  private final Experiment experiment;
  private final Agreement agreement;
  private final long seed;

  HandshakeAnswerHandler(Experiment experiment, Agreement agreement, long seed) {
    this.experiment = experiment;
    this.agreement = agreement;
    this.seed = seed;
  }

  @Override
  public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
    if (message instanceof HttpResponse response) {
      if (response.status().equals(HttpResponseStatus.SWITCHING_PROTOCOLS)) {
        rewrite(context.pipeline(), response.headers());
      }
      context.write(message, promise);
      context.pipeline().remove(this);
    } else {
      context.write(message, promise);
    }
  }

  private void rewrite(ChannelPipeline pipeline, HttpHeaders headers) {
    set(headers, HttpHeaderNames.SEC_WEBSOCKET_PROTOCOL, agreement.subprotocol());
    set(headers, HttpHeaderNames.SEC_WEBSOCKET_EXTENSIONS, agreement.extensions());
    headers.set(SEED, seed);
    experiment
        .get(ConnectionKnobs.HEADER)
        .ifPresent(line -> headers.set(line.name(), line.value()));
    experiment.get(ConnectionKnobs.FAULT).ifPresent(fault -> spoil(pipeline, headers, fault));
  }

  private static void set(HttpHeaders headers, CharSequence name, @Nullable String value) {
    if (value == null) {
      headers.remove(name);
    } else {
      headers.set(name, value);
    }
  }

  private static void spoil(ChannelPipeline pipeline, HttpHeaders headers, Handshake handshake) {
    switch (handshake.fault()) {
      case WRONG_ACCEPT -> headers.set(HttpHeaderNames.SEC_WEBSOCKET_ACCEPT, WRONG_ACCEPT);
      case NO_UPGRADE -> headers.remove(HttpHeaderNames.UPGRADE);
      case BAD_SUBPROTOCOL -> headers.set(HttpHeaderNames.SEC_WEBSOCKET_PROTOCOL, NOT_OFFERED);
      case SLOW ->
          pipeline.addAfter(
              pipeline.context(HoldHandler.class).name(), null, DripHandler.over(handshake.time()));
    }
  }
}

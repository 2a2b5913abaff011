package dev.yodel.server.websocket.lab;

import dev.yodel.server.lab.AnswerKnobs;
import dev.yodel.server.lab.ConnectionKnobs;
import dev.yodel.server.lab.Dice;
import dev.yodel.server.lab.Experiment;
import dev.yodel.server.lab.Pings;
import dev.yodel.server.lab.Switch;
import dev.yodel.server.websocket.BackpressureHandler;
import dev.yodel.server.websocket.FrameMeter;
import dev.yodel.server.websocket.MeterHandler;
import dev.yodel.server.websocket.ReadGate;
import dev.yodel.server.websocket.Upgrade;
import io.netty.channel.ChannelHandler;
import io.netty.handler.codec.http.websocketx.Utf8FrameValidator;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameEncoder;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.timeout.IdleStateHandler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The handlers of one lab connection, on Netty's codec: the lab decides itself about every ping and
 * every close frame.
 *
 * <pre>
 *  meter > half > chop? > read? > decoder > counter > encoder > (inflate gate > inflate)? > UTF-8
 *        > control > fragments > idle > lab echo > close > backpressure > push? > pings? > last
 * </pre>
 *
 * What the lab echo writes is bytes and passes the encoder as it is; the others write frames from
 * behind {@code close}, which lets nothing pass after a close frame.
 */
record LabPipeline(Experiment experiment, Agreement agreement, Upgrade upgrade, LabLimits limits) {

  /** How long no message may come where {@code idle} says nothing. */
  private static final Duration MOST_SILENCE = Duration.ofMinutes(10);

  /** The handlers in their order. */
  List<ChannelHandler> handlers(Dice dice, List<String> greetings) {
    ReadGate gate = upgrade.gate();
    FrameMeter watch = limits.meter().apply(upgrade);
    MeterHandler meter = new MeterHandler(watch);
    HalfHandler half = new HalfHandler();
    List<ChannelHandler> all = new ArrayList<>();
    all.add(meter);
    all.add(half);
    experiment.get(AnswerKnobs.CHOP).map(DripHandler::chopping).ifPresent(all::add);
    experiment
        .get(AnswerKnobs.READ)
        .map(rate -> new SlowReadHandler(gate, rate))
        .ifPresent(all::add);
    addCodec(all, meter);
    Duration silence = experiment.get(ConnectionKnobs.IDLE).orElse(MOST_SILENCE);
    all.add(new IdleStateHandler(silence.toNanos(), 0, 0, TimeUnit.NANOSECONDS));
    LabEnding ending = LabEnding.of(experiment, half, limits.frames().closeTimeout());
    all.add(new LabEchoHandler(experiment, dice, gate, ending, greetings));
    all.add(new LabCloseHandler(gate, limits.frames().closeTimeout(), watch));
    all.add(new BackpressureHandler(gate, limits.stall()));
    experiment.get(AnswerKnobs.PUSH).map(RepeatHandler::ticks).ifPresent(all::add);
    experiment.get(ConnectionKnobs.PING).map(LabPipeline::pings).ifPresent(all::add);
    return all;
  }

  private void addCodec(List<ChannelHandler> all, MeterHandler meter) {
    boolean deflate = agreement.deflate() != null;
    all.add(
        new LabFrameDecoder(
            WebSocketDecoderConfig.newBuilder()
                .maxFramePayloadLength(limits.frames().maxMessage())
                .allowExtensions(deflate)
                .closeOnProtocolViolation(false)
                .build()));
    all.add(meter.counter());
    all.add(new WebSocket13FrameEncoder(false));
    if (deflate) {
      all.add(new InflateGateHandler());
      all.add(agreement.decoder());
    }
    all.add(new Utf8FrameValidator(false));
    Switch pong = experiment.get(ConnectionKnobs.PONG).orElse(Switch.ON);
    all.add(new ControlHandler(pong == Switch.ON));
    all.add(new FragmentsHandler(limits.frames()));
  }

  private static ChannelHandler pings(Pings pings) {
    return pings.isFlood() ? new FloodHandler() : RepeatHandler.pings(pings.distance());
  }
}

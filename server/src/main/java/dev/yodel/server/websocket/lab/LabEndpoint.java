package dev.yodel.server.websocket.lab;

import dev.yodel.server.lab.AnswerKnobs;
import dev.yodel.server.lab.ConnectionKnobs;
import dev.yodel.server.lab.Dice;
import dev.yodel.server.lab.Experiment;
import dev.yodel.server.lab.Knob;
import dev.yodel.server.lab.LabMode;
import dev.yodel.server.lab.WrongKnobException;
import dev.yodel.server.metrics.Why;
import dev.yodel.server.websocket.Endpoint;
import dev.yodel.server.websocket.Refusal;
import dev.yodel.server.websocket.Upgrade;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/** The echo and its lab: without knobs a plain echo and nothing more, with knobs what they say. */
public final class LabEndpoint implements Endpoint.Handlers {

  private static final int UNAUTHORIZED = 401;
  private static final int UPGRADE_REQUIRED = 426;

  private final LabMode mode;
  private final LabLimits limits;
  private final String node;
  private final LongSupplier seeds;
  private final Endpoint.Handlers plain;

  /**
   * An endpoint.
   *
   * @param node what {@code meta} calls this server
   * @param seeds the seed of whoever asks for none
   * @param plain serves who asks for no knob but the prefix
   */
  public LabEndpoint(
      LabMode mode, LabLimits limits, String node, LongSupplier seeds, Endpoint.Handlers plain) {
    this.plain = plain;
    this.mode = mode;
    this.limits = limits;
    this.node = node;
    this.seeds = seeds;
  }

  @Override
  public List<ChannelHandler> of(Upgrade upgrade) {
    if (mode == LabMode.OFF) {
      return plain.of(upgrade);
    }
    Experiment experiment = read(upgrade.parameters());
    if (experiment.isPlain()) {
      return plain.of(upgrade);
    }
    checkLocality(experiment, upgrade);
    refuseIfAsked(experiment);
    return lab(experiment, upgrade);
  }

  private static Experiment read(Map<String, List<String>> parameters) {
    try {
      return Experiment.of(parameters);
    } catch (WrongKnobException wrong) {
      throw Refusal.badRequest(Why.PARAMETER, String.valueOf(wrong.getMessage()));
    }
  }

  private void checkLocality(Experiment experiment, Upgrade upgrade) {
    List<Knob<?>> costly = experiment.costly();
    if (mode == LabMode.LOCAL
        && !costly.isEmpty()
        && !Locality.isLocal(upgrade.channel(), upgrade.headers())) {
      throw new Refusal(
          Why.LAB,
          HttpResponseStatus.FORBIDDEN,
          costly.get(0)
              + ": for clients on the server's own machine, since it runs with --lab local"
              + " (--lab on lets everybody ask for it)");
    }
  }

  private static void refuseIfAsked(Experiment experiment) {
    experiment
        .get(ConnectionKnobs.STATUS)
        .ifPresent(
            status -> {
              throw refusal(status, experiment);
            });
  }

  private static Refusal refusal(int status, Experiment experiment) {
    Map<String, String> headers = new HashMap<>();
    if (status == UNAUTHORIZED) {
      headers.put("WWW-Authenticate", "Bearer realm=\"yodel\"");
    } else if (status == UPGRADE_REQUIRED) {
      headers.put("Upgrade", "websocket");
      headers.put("Connection", "Upgrade");
      headers.put("Sec-WebSocket-Version", "13");
    }
    experiment
        .get(ConnectionKnobs.RETRY_AFTER)
        .ifPresent(seconds -> headers.put("Retry-After", seconds.toString()));
    experiment
        .get(ConnectionKnobs.HEADER)
        .ifPresent(line -> headers.put(line.name(), line.value()));
    HttpResponseStatus refused = HttpResponseStatus.valueOf(status);
    return new Refusal(Why.LAB, refused, "status: " + status + ", as asked for", headers);
  }

  private List<ChannelHandler> lab(Experiment experiment, Upgrade upgrade) {
    Agreement agreement = Agreement.on(experiment, upgrade, limits.frames().maxMessage());
    if (agreement.deflate() != null) {
      upgrade.gate().compressed();
    }
    long seed = experiment.get(ConnectionKnobs.SEED).orElseGet(seeds::getAsLong);
    List<String> greetings = new ArrayList<>();
    if (experiment.isOn(AnswerKnobs.META)) {
      greetings.add(Metas.of(upgrade, experiment, agreement, seed, node));
    }
    experiment.get(AnswerKnobs.HELLO).ifPresent(greetings::add);
    ChannelPipeline pipeline = upgrade.channel().pipeline();
    pipeline.addAfter(
        pipeline.context(HttpServerCodec.class).name(),
        null,
        new HandshakeAnswerHandler(experiment, agreement, seed));
    return new LabPipeline(experiment, agreement, upgrade, limits)
        .handlers(new Dice(seed), greetings);
  }
}

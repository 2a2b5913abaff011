package dev.yodel.server;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.LoggerFactory;

/** Keeps what the server logs, from the level of information on, while it is open. */
public final class LogCapture implements AutoCloseable {

  private final Logger logger = (Logger) LoggerFactory.getLogger("dev.yodel.server");
  private final Kept kept = new Kept();

  /** Begins to keep; nothing of it reaches the build's log. */
  public LogCapture() {
    kept.start();
    logger.setLevel(Level.INFO);
    logger.setAdditive(false);
    logger.addAppender(kept);
  }

  /** The lines so far, without time and level. */
  public List<String> lines() {
    return kept.lines;
  }

  @Override
  public void close() {
    logger.detachAppender(kept);
    logger.setAdditive(true);
    logger.setLevel(null);
  }

  private static final class Kept extends AppenderBase<ILoggingEvent> {

    private final List<String> lines = new CopyOnWriteArrayList<>();

    @Override
    protected void append(ILoggingEvent event) {
      lines.add(event.getFormattedMessage());
    }
  }
}

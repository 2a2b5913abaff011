package dev.yodel.server.boot;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.Context;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.encoder.Encoder;
import java.util.Iterator;
import org.slf4j.LoggerFactory;

/** How lines of the log look. */
enum LogFormat {
  /** Words for people, see {@link TextLinesEncoder}. */
  TEXT,
  /** One object a line, see {@link JsonLinesEncoder}. */
  JSON;

  /** A started encoder of such lines. */
  Encoder<ILoggingEvent> encoder(Context context) {
    Encoder<ILoggingEvent> encoder =
        switch (this) {
          case TEXT -> new TextLinesEncoder();
          case JSON -> new JsonLinesEncoder();
        };
    encoder.setContext(context);
    encoder.start();
    return encoder;
  }

  /** Makes every line look so from now on; called before the first. */
  void apply() {
    if (this == JSON && LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
      Iterator<Appender<ILoggingEvent>> appenders =
          context.getLogger(Logger.ROOT_LOGGER_NAME).iteratorForAppenders();
      while (appenders.hasNext()) {
        if (appenders.next() instanceof OutputStreamAppender<ILoggingEvent> stream) {
          stream.setEncoder(encoder(context));
        }
      }
    }
  }
}

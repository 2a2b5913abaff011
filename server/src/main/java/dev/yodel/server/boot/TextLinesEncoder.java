package dev.yodel.server.boot;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;

/**
 * A line of the log for people: when, how grave, what, and below it the trace of what was thrown.
 *
 * <pre>
 *   2026-11-21T21:12:39.637Z INFO  draining websockets=0
 * </pre>
 *
 * No control character of a message reaches the terminal that shows it: a question mark does.
 */
final class TextLinesEncoder extends LineEncoder {

  private static final int LEVEL_WIDTH = 5;
  private static final int ABOUT = 160;
  private static final String LINES = "\n\t";

  private final LineTime time = new LineTime();

  @Override
  String line(ILoggingEvent event) {
    StringBuilder line = new StringBuilder(ABOUT).append(time.of(event.getTimeStamp()));
    String level = event.getLevel().toString();
    line.append(' ').append(level).append(" ".repeat(Math.max(0, LEVEL_WIDTH - level.length())));
    append(line.append(' '), String.valueOf(event.getFormattedMessage()), "");
    line.append('\n');
    if (event.getThrowableProxy() != null) {
      append(line, ThrowableProxyUtil.asString(event.getThrowableProxy()), LINES);
    }
    return line.toString();
  }

  private static void append(StringBuilder line, String text, String allowed) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      line.append(Character.isISOControl(c) && allowed.indexOf(c) < 0 ? '?' : c);
    }
  }
}

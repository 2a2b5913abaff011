package dev.yodel.server.boot;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import dev.yodel.protocol.JsonLine;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.KeyValuePair;
import org.slf4j.helpers.MessageFormatter;

/**
 * A line of the log as one JSON object: when, how grave, by whom, then the words as {@code event}
 * and every fact as a member of its own.
 *
 * <pre>
 *   connection closed id={} code={}    with "5e0f", 1000
 *   {"time":"...","level":"INFO",...,"event":"connection closed","id":"5e0f","code":1000}
 * </pre>
 *
 * Facts are read off the message's pattern, not off the line: nothing that a value holds can make
 * one. What a terminal or a splitter of lines could take for more than text is replaced.
 */
final class JsonLinesEncoder extends LineEncoder {

  private static final String PLACE = "{}";
  private static final Pattern FACT =
      Pattern.compile("(?:^| )([a-z][a-z_]*)=(\"[^\"]*\"|[^\\s\"]+)");

  /** Controls that JSON lets pass, line separators, and halves of characters. */
  private static final Pattern UNFIT = Pattern.compile("[\\x7f-\\x9f\\u2028\\u2029\\p{Cs}]");

  private final LineTime time = new LineTime();

  @Override
  String line(ILoggingEvent event) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("time", time.of(event.getTimeStamp()));
    fields.put("level", event.getLevel().toString());
    fields.put("logger", event.getLoggerName());
    fields.put("thread", event.getThreadName());
    new Facts(event.getMessage(), event.getArgumentArray()).addTo(fields);
    List<KeyValuePair> pairs = event.getKeyValuePairs();
    if (pairs != null) {
      pairs.forEach(pair -> fields.putIfAbsent(pair.key, fit(pair.value)));
    }
    if (event.getThrowableProxy() != null) {
      fields.put("exception", fit(ThrowableProxyUtil.asString(event.getThrowableProxy())));
    }
    return JsonLine.write(fields) + "\n";
  }

  private static Object fit(@Nullable Object value) {
    return value instanceof Integer || value instanceof Long || value instanceof Boolean
        ? value
        : UNFIT.matcher(String.valueOf(value)).replaceAll("\ufffd");
  }

  /** What a message's pattern and its arguments say. */
  private static final class Facts {

    private final String pattern;
    private final @Nullable Object[] arguments;
    private int used;

    Facts(@Nullable String pattern, @Nullable Object @Nullable [] arguments) {
      this.pattern = pattern == null ? "" : pattern;
      this.arguments = arguments == null ? new Object[0] : arguments;
    }

    void addTo(Map<String, Object> fields) {
      StringBuilder words = new StringBuilder();
      Map<String, Object> facts = new LinkedHashMap<>();
      int from = 0;
      for (Matcher fact = FACT.matcher(pattern); fact.find(); from = fact.end()) {
        words.append(filled(pattern.substring(from, fact.start())));
        facts.put(fact.group(1), valueOf(fact.group(2)));
      }
      words.append(filled(pattern.substring(from)));
      fields.put("event", fit(words.toString().strip()));
      facts.forEach(fields::putIfAbsent);
    }

    /** A value that is an argument and nothing else stays what it is. */
    private Object valueOf(String part) {
      String bare = part.startsWith("\"") ? part.substring(1, part.length() - 1) : part;
      return bare.equals(PLACE) && used < arguments.length
          ? fit(arguments[used++])
          : fit(filled(bare));
    }

    private String filled(String part) {
      int places = 0;
      for (int at = part.indexOf(PLACE); at >= 0; at = part.indexOf(PLACE, at + 2)) {
        places++;
      }
      int count = Math.min(places, arguments.length - used);
      @Nullable Object[] own = new Object[count];
      System.arraycopy(arguments, used, own, 0, count);
      used += count;
      return MessageFormatter.basicArrayFormat(part, own);
    }
  }
}

package dev.yodel.client.conformance;

import static dev.yodel.client.conformance.CaseEnd.failed;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/** What was agreed on of permessage-deflate (RFC 7692), and this side of it. */
final class Deflate implements AutoCloseable {

  static final String NAME = "permessage-deflate";

  private static final byte[] TAIL = {0, 0, (byte) 0xff, (byte) 0xff};
  private static final int CHUNK = 65_536;
  private static final int MOST = 64 << 20;
  private static final int LARGEST_WINDOW = 15;

  private final boolean serverForgets;
  private final boolean clientForgets;
  private final Inflater inflater = new Inflater(true);
  private final Deflater deflater = new Deflater(Deflater.BEST_SPEED, true);

  private Deflate(boolean serverForgets, boolean clientForgets, int clientWindow) {
    this.serverForgets = serverForgets;
    this.clientForgets = clientForgets;
    if (clientWindow < LARGEST_WINDOW) {
      deflater.setStrategy(Deflater.HUFFMAN_ONLY); // looks back at nothing
    }
  }

  /** What an answer agrees on, checked against the offer; null if it declines. */
  static @Nullable Deflate agreed(List<String> offers, List<String> answered) throws CaseEnd {
    String offer = String.join(",", offers);
    if (answered.isEmpty()) {
      return null;
    }
    if (answered.size() > 1) {
      throw failed("more than one extension agreed on: " + String.join(", ", answered));
    }
    List<String> parameters = new ArrayList<>(Arrays.asList(answered.get(0).split(";", -1)));
    String name = parameters.remove(0).strip();
    if (!name.equals(NAME) || !offer.contains(NAME)) {
      throw failed("the extension \"" + name + "\" was not offered (RFC 6455 section 9.1)");
    }
    List<String> names = new ArrayList<>();
    int clientWindow = LARGEST_WINDOW;
    for (String parameter : parameters) {
      String[] pair = parameter.strip().split("=", 2);
      String key = pair[0].strip();
      String value = pair.length == 2 ? pair[1].strip().replace("\"", "") : "";
      check(key, value, offer, names);
      names.add(key);
      clientWindow = key.equals("client_max_window_bits") ? Integer.parseInt(value) : clientWindow;
    }
    return new Deflate(
        names.contains("server_no_context_takeover"),
        names.contains("client_no_context_takeover"),
        clientWindow);
  }

  private static void check(String key, String value, String offer, List<String> before)
      throws CaseEnd {
    boolean right =
        switch (key) {
          case "server_no_context_takeover", "client_no_context_takeover" -> value.isEmpty();
          case "server_max_window_bits" -> value.matches("[89]|1[0-5]");
          case "client_max_window_bits" -> value.matches("[89]|1[0-5]") && offer.contains(key);
          default -> false;
        };
    if (!right || before.contains(key)) {
      String shown = value.isEmpty() ? key : key + "=" + value;
      throw failed("the answer's parameter \"" + shown + "\" may not be there (RFC 7692, 7.1)");
    }
  }

  boolean serverForgets() {
    return serverForgets;
  }

  boolean clientForgets() {
    return clientForgets;
  }

  /** A message as this side compresses it, with the context of those before if it may. */
  byte[] deflate(byte[] payload) {
    if (clientForgets) {
      deflater.reset();
    }
    deflater.setInput(payload);
    var out = new ByteArrayOutputStream();
    byte[] chunk = new byte[CHUNK];
    int count;
    do {
      count = deflater.deflate(chunk, 0, chunk.length, Deflater.SYNC_FLUSH);
      out.write(chunk, 0, count);
    } while (count > 0 || !deflater.needsInput()); // a new strategy takes effect by an empty call
    byte[] all = out.toByteArray();
    return Arrays.copyOf(all, all.length - TAIL.length);
  }

  /** A message of the server, with the context of those before if it may look back. */
  byte[] inflate(byte[] compressed) throws CaseEnd {
    if (serverForgets) {
      inflater.reset();
    }
    var out = new ByteArrayOutputStream();
    try {
      if (!run(compressed, out)) {
        run(TAIL, out);
      }
    } catch (DataFormatException corrupt) {
      throw failed("the server's compressed data is corrupt: " + corrupt.getMessage());
    }
    return out.toByteArray();
  }

  /** Whether the input ended the stream: then the next message begins another. */
  private boolean run(byte[] input, ByteArrayOutputStream out) throws DataFormatException, CaseEnd {
    byte[] chunk = new byte[CHUNK];
    inflater.setInput(input);
    int count = inflater.inflate(chunk);
    while (count > 0) {
      out.write(chunk, 0, count);
      if (out.size() > MOST) {
        throw failed("the server's compressed message inflates to more than 64 MiB");
      }
      count = inflater.inflate(chunk);
    }
    boolean finished = inflater.finished();
    if (finished) {
      inflater.reset();
    }
    return finished;
  }

  @Override
  public void close() {
    inflater.end();
    deflater.end();
  }
}

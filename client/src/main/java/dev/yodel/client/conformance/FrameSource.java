package dev.yodel.client.conformance;

import static dev.yodel.client.conformance.CaseEnd.failed;

import dev.yodel.client.conformance.Heard.Kind;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Reads the server's frames, and takes none that a server may not send. */
final class FrameSource {

  private static final int MAX_MESSAGE = 64 << 20;
  private static final int MAX_CONTROL = 125;
  private static final int RSV = 0x70;
  private static final int MASKED = 0x80;
  private static final int OPCODE = 0x0f;
  private static final int CONTROL = 8;

  private final Wire wire;
  private final @Nullable Deflate deflate;
  private final ByteArrayOutputStream message = new ByteArrayOutputStream();
  private int begun;

  /**
   * Reads a connection.
   *
   * @param deflate what was negotiated; null for nothing
   */
  FrameSource(Wire wire, @Nullable Deflate deflate) {
    this.wire = wire;
    this.deflate = deflate;
  }

  /**
   * The next thing that the server does; pings are answered and not told of.
   *
   * @param patience how long to wait for its beginning
   */
  Heard next(Duration patience) throws CaseEnd {
    try {
      Heard heard = null;
      while (heard == null) {
        int first = wire.read(patience);
        heard = first < 0 ? Heard.of(Kind.END) : frame(first);
      }
      return heard;
    } catch (SocketTimeoutException silent) {
      return Heard.of(Kind.SILENCE);
    } catch (EOFException cut) {
      return Heard.of(Kind.END);
    } catch (SocketException | SSLException reset) {
      return Heard.of(Kind.RESET);
    } catch (IOException broken) {
      throw failed(String.valueOf(broken.getMessage()));
    }
  }

  private @Nullable Heard frame(int first) throws IOException, CaseEnd {
    int second = wire.read(1)[0] & 0xff;
    require((second & MASKED) == 0, "the server masked a frame (RFC 6455 section 5.1)");
    int opcode = first & OPCODE;
    boolean starts = opcode == Frames.TEXT || opcode == Frames.BINARY;
    boolean mayCompress = deflate != null && starts;
    int reserved = first & RSV;
    require(
        reserved == 0 || (reserved == Frames.RSV1 && mayCompress),
        "the server set a reserved bit (RFC 6455 section 5.2)");
    long length = length(second);
    if (opcode >= CONTROL) {
      require((first & Frames.FIN) != 0, "the server fragmented a control frame (5.5)");
      require(length <= MAX_CONTROL, "the server sent a control frame over 125 bytes (5.5)");
      return control(opcode, wire.read((int) length));
    }
    require(starts || opcode == Frames.CONTINUATION, "the server sent opcode " + opcode + " (5.2)");
    require(starts == (begun == 0), "the server mixed up its fragments (5.4)");
    require(message.size() + length <= MAX_MESSAGE, "the server sent more than 64 MiB");
    if (starts) {
      begun = first;
    }
    message.writeBytes(wire.read((int) length));
    return (first & Frames.FIN) == 0 ? null : whole();
  }

  private long length(int second) throws IOException, CaseEnd {
    int form = second & ~MASKED;
    if (form == 126) {
      int length = ByteBuffer.wrap(wire.read(Short.BYTES)).getShort() & 0xffff;
      require(length > MAX_CONTROL, "the server's length is not in its shortest form (5.2)");
      return length;
    }
    if (form == 127) {
      long length = ByteBuffer.wrap(wire.read(Long.BYTES)).getLong();
      require(length > 0xffff, "the server's length is not in its shortest form (5.2)");
      return length;
    }
    return form;
  }

  private @Nullable Heard control(int opcode, byte[] payload) throws IOException, CaseEnd {
    switch (opcode) {
      case Frames.PING -> {
        wire.send(Frames.of(Frames.FIN | Frames.PONG, payload));
        return null;
      }
      case Frames.PONG -> {
        return new Heard(Kind.PONG, payload, payload.length);
      }
      case Frames.CLOSE -> {
        var close = new Heard(Kind.CLOSE, payload, payload.length);
        require(payload.length != 1, "the server's Close frame has half a code (5.5.1)");
        require(mayTravel(close.code(), payload), "the server sent " + close + " (7.4)");
        if (payload.length > 2) {
          checkText(payload, 2);
        }
        return close;
      }
      default -> throw failed("the server sent opcode " + opcode + " (5.2)");
    }
  }

  private static boolean mayTravel(int code, byte[] payload) {
    return payload.length == 0
        || (code >= 1000 && code <= 1003)
        || (code >= 1007 && code <= 1014)
        || (code >= 3000 && code <= 4999);
  }

  private Heard whole() throws CaseEnd {
    byte[] payload = message.toByteArray();
    int wireBytes = payload.length;
    boolean text = (begun & OPCODE) == Frames.TEXT;
    if ((begun & Frames.RSV1) != 0 && deflate != null) {
      payload = deflate.inflate(payload);
    }
    message.reset();
    begun = 0;
    if (text) {
      checkText(payload, 0);
    }
    return new Heard(text ? Kind.TEXT : Kind.BINARY, payload, wireBytes);
  }

  private static void checkText(byte[] bytes, int from) throws CaseEnd {
    try {
      ByteBuffer text = ByteBuffer.wrap(bytes, from, bytes.length - from);
      int characters = StandardCharsets.UTF_8.newDecoder().decode(text).length();
      assert characters >= 0;
    } catch (CharacterCodingException wrong) {
      throw failed("the server sent text that is not UTF-8 (RFC 6455 section 8.1)");
    }
  }

  private static void require(boolean holds, String otherwise) throws CaseEnd {
    if (!holds) {
      throw failed(otherwise);
    }
  }
}

package dev.yodel.server.websocket.frame;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Bytes of a client, right and wrong ones, one frame behind the other. */
public final class ClientFrames {

  static final int FIN = 0x80;
  private static final int KEY = 0x37FA213D;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  private ClientFrames() {}

  public static ClientFrames of() {
    return new ClientFrames();
  }

  public static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  public ClientFrames text(String text) {
    return frame(FIN | Opcode.TEXT, utf8(text), KEY);
  }

  public ClientFrames binary(byte... payload) {
    return frame(FIN | Opcode.BINARY, payload, KEY);
  }

  public ClientFrames frame(int first, byte... payload) {
    return frame(first, payload, KEY);
  }

  /** A masked frame with the shortest length. */
  ClientFrames frame(int first, byte[] payload, int key) {
    return head(first, 0x80, payload.length).key(key).masked(payload, key);
  }

  public ClientFrames close(int code, String reason) {
    byte[] text = utf8(reason);
    byte[] payload = new byte[2 + text.length];
    payload[0] = (byte) (code >> 8);
    payload[1] = (byte) code;
    System.arraycopy(text, 0, payload, 2, text.length);
    return frame(FIN | Opcode.CLOSE, payload, KEY);
  }

  /** A first and second byte, and the length after them. */
  public ClientFrames head(int first, int maskBit, long length) {
    out.write(first);
    if (length < 126) {
      out.write(maskBit | (int) length);
    } else if (length < 0x10000) {
      out.write(maskBit | 126);
      number(length, 2);
    } else {
      out.write(maskBit | 127);
      number(length, 8);
    }
    return this;
  }

  public ClientFrames key(int key) {
    return number(key, 4);
  }

  ClientFrames number(long value, int bytes) {
    for (int i = bytes - 1; i >= 0; i--) {
      out.write((int) (value >>> (i * 8)));
    }
    return this;
  }

  public ClientFrames raw(int... bytes) {
    for (int b : bytes) {
      out.write(b);
    }
    return this;
  }

  ClientFrames masked(byte[] payload, int key) {
    for (int i = 0; i < payload.length; i++) {
      out.write(payload[i] ^ (key >>> ((3 - (i & 3)) * 8)));
    }
    return this;
  }

  public byte[] bytes() {
    return out.toByteArray();
  }

  ByteBuf buffer() {
    return Unpooled.directBuffer().writeBytes(bytes());
  }
}

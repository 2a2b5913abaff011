package dev.yodel.reliability;

import dev.yodel.server.websocket.RawPeer;
import dev.yodel.server.websocket.frame.ClientFrames;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** A connection from a loopback address of its own, which may end without a word. */
final class UglyPeer {

  private final Place place;
  private final int number;
  private final Socket socket;
  private RawPeer raw;

  /**
   * Connects from the address of its number.
   *
   * @param number 0 to 4 million
   */
  UglyPeer(Place place, int port, int number) throws IOException {
    this.place = place;
    this.number = number;
    socket = new Socket();
    socket.bind(new InetSocketAddress(address(number), 0));
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    raw = new RawPeer(socket);
  }

  /** 127.1.0.0 and the addresses after it: all of them are this machine. */
  private static InetAddress address(int number) throws IOException {
    byte[] address = {127, (byte) (1 + (number >> 16)), (byte) (number >> 8), (byte) number};
    return InetAddress.getByAddress(address);
  }

  /** A name or room that only this peer has. */
  String own(String name) {
    return name + number;
  }

  UglyPeer send(String text) throws IOException {
    raw.send(text);
    return this;
  }

  UglyPeer send(ClientFrames frames) throws IOException {
    raw.send(frames.bytes());
    return this;
  }

  UglyPeer send(byte[] bytes) throws IOException {
    raw.send(bytes);
    return this;
  }

  /** Says something in the chat. */
  UglyPeer say(String json) throws IOException {
    return send(ClientFrames.of().text(json.replace('\'', '"')));
  }

  UglyPeer until(String text) throws IOException {
    raw.until(text);
    return this;
  }

  /** Asks for an upgrade, with more header lines. */
  UglyPeer ask(String target, String... lines) throws IOException {
    String more = String.join("", List.of(lines).stream().map(line -> "\r\n" + line).toList());
    return send(RawPeer.upgrade(target).replace("\r\n\r\n", more + "\r\n\r\n"));
  }

  /** Is a WebSocket afterwards. */
  UglyPeer upgraded(String target, String... lines) throws IOException {
    return ask(target, lines).until("\r\n\r\n");
  }

  /** Is in a room of the chat afterwards. */
  UglyPeer chatting(String room) throws IOException {
    return upgraded("/ws", "Sec-WebSocket-Protocol: yodel.v1.json")
        .say("{'type':'hello','id':'h','version':1,'rooms':[{'room':'%s'}]}".formatted(room))
        .until("\"live\"");
  }

  /** Speaks TLS afterwards. */
  UglyPeer secured() throws IOException {
    SSLContext tls = place.tls();
    SSLSocket secured =
        (SSLSocket) tls.getSocketFactory().createSocket(socket, "localhost", 0, true);
    secured.startHandshake();
    raw = new RawPeer(secured);
    return this;
  }

  /** Reads a little. */
  UglyPeer sip(int bytes) throws IOException {
    raw.bytes(bytes);
    return this;
  }

  /** Another connection from the same address. */
  UglyPeer another() throws IOException {
    return new UglyPeer(place, place.plainPort(), number);
  }

  /** The first bytes of a handshake. */
  byte[] clientHello() {
    return place.clientHello();
  }

  /** Ends the connection by a reset or in order; what was not read is lost. */
  void end(boolean reset) throws IOException {
    if (reset) {
      socket.setSoLinger(true, 0);
    }
    socket.close();
  }
}

package dev.yodel.protocol;

import org.jspecify.annotations.Nullable;

/**
 * The messages of {@value #SUBPROTOCOL} as JSON text in UTF-8: one object per frame.
 *
 * <p>Thread-safe. Strict in what it reads (see {@link Json}); unknown fields are ignored.
 */
public final class MessageCodec {

  /** The subprotocol to ask for. */
  public static final String SUBPROTOCOL = "yodel.v1.json";

  private final Json json = new Json();
  private final ClientMessageReader clientMessages;
  private final ServerMessageReader serverMessages = new ServerMessageReader();

  /** A codec that holds a client to the limits. */
  public MessageCodec(Limits limits) {
    this.clientMessages = new ClientMessageReader(limits);
  }

  /** What a client said. */
  public ClientMessage readClient(byte[] utf8) throws BadMessageException {
    return read(utf8, clientMessages::read);
  }

  /** What the server said. */
  public ServerMessage readServer(byte[] utf8) throws BadMessageException {
    return read(utf8, serverMessages::read);
  }

  private <T> T read(byte[] utf8, java.util.function.Function<Fields, T> reader)
      throws BadMessageException {
    Fields fields = null;
    try {
      fields = json.read(utf8);
      return reader.apply(fields);
    } catch (IllegalArgumentException e) {
      throw bad(fields, e);
    }
  }

  private static BadMessageException bad(@Nullable Fields fields, IllegalArgumentException e) {
    ErrorCode code =
        e instanceof InvalidValueException invalid ? invalid.code() : ErrorCode.BAD_REQUEST;
    String message = e.getMessage() == null ? "frame (expected: a message)" : e.getMessage();
    return new BadMessageException(code, valid(fields, "id"), valid(fields, "room"), message);
  }

  private static @Nullable String valid(@Nullable Fields fields, String name) {
    try {
      return fields == null ? null : fields.idOrNull(name);
    } catch (InvalidValueException e) {
      return null;
    }
  }

  /** A client's message as a frame's text. */
  public byte[] write(ClientMessage message) {
    return json.write(out -> message.accept(new ClientMessageWriter(out)));
  }

  /** A server's message as a frame's text. */
  public byte[] write(ServerMessage message) {
    return json.write(out -> message.accept(new ServerMessageWriter(out)));
  }
}

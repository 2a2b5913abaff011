package dev.yodel.client.terminal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * What is piped to the chat, or typed without a prompt: every line is said or obeyed. Used by one
 * thread.
 */
final class ChatInput {

  /** Longer than any server takes. */
  static final long FOREVER_MILLIS = 24L * 3_600_000;

  private final ChatActs acts;
  private final ChatPost post;
  private final Diagnostics diagnostics;

  ChatInput(ChatActs acts, ChatPost post, Diagnostics diagnostics) {
    this.acts = acts;
    this.post = post;
    this.diagnostics = diagnostics;
  }

  /** Reads to the end, or to {@code /quit}; false if a line cannot be read, which is said. */
  boolean read(InputStream in) throws InterruptedException {
    try {
      var lines = new LineReader(in);
      for (byte[] line = lines.next(); line != null; line = lines.next()) {
        String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(line)).toString();
        if (text.strip().equalsIgnoreCase(ChatVerb.QUIT.word())) {
          return true;
        }
        if (!text.isBlank()) {
          obey(text.stripTrailing());
        }
      }
      return true;
    } catch (IOException | RuntimeException | Error unusable) {
      boolean notText = unusable instanceof CharacterCodingException;
      diagnostics.say(notText ? "input (expected: UTF-8)" : String.valueOf(unusable.getMessage()));
      return false;
    }
  }

  /** Nobody watches: where the next line goes must be certain before it is said. */
  private void obey(String line) throws InterruptedException {
    boolean turns = ChatVerb.turns(line);
    if (turns) {
      post.awaitAnswers(FOREVER_MILLIS);
    } else {
      post.awaitRoom();
    }
    acts.obey(line);
    if (turns) {
      post.awaitAnswers(FOREVER_MILLIS);
    }
  }
}

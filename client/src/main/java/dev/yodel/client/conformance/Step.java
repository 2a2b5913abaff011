package dev.yodel.client.conformance;

import java.io.IOException;

/**
 * A part of a case.
 *
 * @param text for people: what is sent, or what must come
 * @param act does it
 */
public record Step(Kind kind, String text, Act act) {

  /** Which way it goes. */
  public enum Kind {
    SENT,
    EXPECTED
  }

  /** What a step does. */
  @FunctionalInterface
  public interface Act {
    /** Plays on an open conversation; throws what ends the case. */
    void play(Conversation conversation) throws IOException, CaseEnd;
  }
}

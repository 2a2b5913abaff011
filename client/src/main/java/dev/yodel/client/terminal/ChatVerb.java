package dev.yodel.client.terminal;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What can be typed behind a slash, in the order of the help. */
enum ChatVerb {
  JOIN("ROOM", "enters a room, or turns to it", Operand.NEEDED),
  LEAVE("[ROOM]", "leaves this room", Operand.ALLOWED),
  ROOMS("", "lists your rooms", Operand.NONE),
  MSG("NAME TEXT", "writes to one person", Operand.NEEDED),
  ME("TEXT", "says what you do", Operand.NEEDED),
  NICK("NAME", "changes your name", Operand.NEEDED),
  WHO("[ROOM]", "shows who is here", Operand.ALLOWED),
  HISTORY("[N]", "shows what was before", Operand.ALLOWED),
  SEARCH("TEXT", "searches this room", Operand.NEEDED),
  EDIT("[#N] TEXT", "changes your last message, or number N", Operand.NEEDED),
  DELETE("[#N]", "deletes your last message, or number N", Operand.ALLOWED),
  REACT("[#N] KEY", "reacts to the last message; -KEY takes it back", Operand.NEEDED),
  RECONNECT("", "connects again at once", Operand.NONE),
  QUIT("", "leaves; so does Ctrl+D", Operand.NONE),
  HELP("", "shows this", Operand.NONE);

  private enum Operand {
    NONE,
    ALLOWED,
    NEEDED
  }

  private final String operand;
  private final String meaning;
  private final Operand manner;

  ChatVerb(String operand, String meaning, Operand manner) {
    this.operand = operand;
    this.meaning = meaning;
    this.manner = manner;
  }

  /** A typed command: the verb and what follows it. */
  record Typed(ChatVerb verb, String rest) {}

  /** How it is typed. */
  String word() {
    return "/" + name().toLowerCase(Locale.ROOT);
  }

  /** How it is typed, with what follows. */
  String usage() {
    return (word() + ' ' + operand).strip();
  }

  String meaning() {
    return meaning;
  }

  /** Whether something follows it. */
  boolean takesMore() {
    return manner != Operand.NONE;
  }

  /** Whether a line is a command, and not a text; two slashes begin a text with one. */
  static boolean isCommand(String line) {
    return line.startsWith("/") && !line.startsWith("//");
  }

  /**
   * Takes a command apart.
   *
   * @throws IllegalArgumentException with what was typed and what was expected
   */
  static Typed parse(String line) {
    int space = line.indexOf(' ');
    String word = space < 0 ? line : line.substring(0, space);
    String rest = space < 0 ? "" : line.substring(space + 1).strip();
    ChatVerb verb =
        of(word)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        word
                            + " is no command: /help lists them, //"
                            + word.substring(1)
                            + " says it"));
    if (verb.manner == Operand.NEEDED && rest.isEmpty()) {
      throw new IllegalArgumentException(verb.word() + " needs more: " + verb.usage());
    }
    if (verb.manner == Operand.NONE && !rest.isEmpty()) {
      throw new IllegalArgumentException(verb.word() + " takes nothing: \"" + rest + "\"");
    }
    return new Typed(verb, rest);
  }

  /** Whether a line changes the room that those after it are for. */
  static boolean turns(String line) {
    return JOIN.begins(line) || LEAVE.begins(line);
  }

  /** Whether a line is this command, right or wrong. */
  boolean begins(String line) {
    return of(line.split(" ", 2)[0]).filter(this::equals).isPresent();
  }

  /** The verb of a word, in any case. */
  static Optional<ChatVerb> of(String word) {
    String lower = word.toLowerCase(Locale.ROOT);
    return Arrays.stream(values()).filter(verb -> verb.word().equals(lower)).findFirst();
  }
}

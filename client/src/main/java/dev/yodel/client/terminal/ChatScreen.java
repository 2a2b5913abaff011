package dev.yodel.client.terminal;

import java.util.List;

/** Where the chat shows its lines. Safe to use from any thread. */
interface ChatScreen {

  /** Shows what was said. */
  void show(List<String> lines);

  /** Shows what the program has to say. */
  void notice(String line);

  /** Shows another prompt, if there is one, and something beside the line that is typed. */
  void prompt(String prompt, String aside);

  /** How many columns there are. */
  int width();

  /** Whether somebody types on a terminal. */
  boolean isLive();
}

package dev.yodel.server.lab;

/** Who may use the lab: the server's switch {@code --lab}. */
public enum LabMode {
  /** Nobody: knobs are ignored like any unknown parameter. */
  OFF,
  /** Everybody, but knobs that cost are for loopback peers. */
  LOCAL,
  /** Everybody. */
  ON
}

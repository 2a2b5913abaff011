package dev.yodel.server.lab;

/** On or off, where off is what one asks for. */
public enum Switch {
  ON,
  OFF
}

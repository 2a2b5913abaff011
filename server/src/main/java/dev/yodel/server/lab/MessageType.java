package dev.yodel.server.lab;

/** The type that every answer gets, whatever the message's was. */
public enum MessageType {
  /** Text; bytes that are not UTF-8 become hex digits. */
  TEXT,
  BINARY
}

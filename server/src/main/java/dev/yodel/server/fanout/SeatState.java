package dev.yodel.server.fanout;

/** Whether a seat keeps up. */
enum SeatState {
  /** It has all that the section saw. */
  LIVE,
  /** Its cursor is behind; it goes on when the connection is writable. */
  BEHIND,
  /** A page of the log is on its way to it. */
  FILLING,
  /** It left. */
  ENDED
}

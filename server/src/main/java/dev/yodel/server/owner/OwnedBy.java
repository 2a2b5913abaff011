package dev.yodel.server.owner;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Names the owner of a mutable class: only that thread reads or writes its fields. */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface OwnedBy {

  /** The kind of owner. */
  Kind value();

  /** The kinds of owner. */
  enum Kind {
    /** The event loop of one connection. */
    LOOP,
    /** The event loop that a room's name hashes to. */
    ROOM,
    /** The event loop of the directory of names. */
    DIRECTORY,
    /** The thread that writes the log. */
    LOG,
    /** Nobody: safe to call from any thread. */
    ANY
  }
}

package dev.yodel.protocol;

/** Who speaks on a connection. */
public record User(String id, UserName name, Role role) {

  /** The user as others see it. */
  public Author author() {
    return new Author(id, name.value());
  }
}

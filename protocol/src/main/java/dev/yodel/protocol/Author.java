package dev.yodel.protocol;

/** A user as others see it: the id stays, the name is the one at the time. */
public record Author(String id, String name) {}

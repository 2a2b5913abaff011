package dev.yodel.server.lab;

/** A header field that the answer to the handshake shall carry. */
public record HeaderLine(String name, String value) {}

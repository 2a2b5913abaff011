package dev.yodel.server.websocket.lab;

import java.time.Duration;

/**
 * The server's limits that hold in the lab too.
 *
 * @param maxMessage bytes of one message
 * @param stall for a peer to take a byte
 * @param close for a peer's half of the closing handshake
 */
public record LabLimits(int maxMessage, Duration stall, Duration close) {}

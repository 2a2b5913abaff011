package dev.yodel.server.websocket.lab;

import dev.yodel.server.websocket.FrameMeter;
import dev.yodel.server.websocket.Upgrade;
import java.time.Duration;
import java.util.function.Function;

/**
 * The server's limits that hold in the lab too.
 *
 * @param maxMessage bytes of one message
 * @param stall for a peer to take a byte
 * @param close for a peer's half of the closing handshake
 * @param meter holds a peer to how fast it may send
 */
public record LabLimits(
    int maxMessage, Duration stall, Duration close, Function<Upgrade, FrameMeter> meter) {}

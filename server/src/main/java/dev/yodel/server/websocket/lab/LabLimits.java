package dev.yodel.server.websocket.lab;

import dev.yodel.server.websocket.FrameMeter;
import dev.yodel.server.websocket.Upgrade;
import dev.yodel.server.websocket.frame.FrameLimits;
import java.time.Duration;
import java.util.function.Function;

/**
 * The server's limits that hold in the lab too.
 *
 * @param frames of one message, and for a peer's half of the closing handshake
 * @param stall for a peer to take a byte
 * @param meter holds a peer to how fast it may send
 */
public record LabLimits(FrameLimits frames, Duration stall, Function<Upgrade, FrameMeter> meter) {}

package dev.yodel.server.log;

import dev.yodel.protocol.RoomName;
import java.util.List;

/**
 * What a room must know of its log before it lets anyone in.
 *
 * @param spelling the spelling of its name that was first
 * @param head the {@code seq} of its last event, dropped or not; 0 for none
 * @param floor the {@code seq} of the last event that retention dropped; 0 for none
 */
public record RoomState(RoomName spelling, long head, long floor, List<Sanction> sanctions) {
  public RoomState {
    sanctions = List.copyOf(sanctions);
  }
}

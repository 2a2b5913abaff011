package dev.yodel.client;

/**
 * How much has travelled since the handshake, in bytes of frames, without TLS.
 *
 * @param wireSent as sent
 * @param plainSent as it would have been sent without compression
 * @param wireReceived as received
 * @param plainReceived as it would have been received without compression
 */
public record Traffic(long wireSent, long plainSent, long wireReceived, long plainReceived) {}

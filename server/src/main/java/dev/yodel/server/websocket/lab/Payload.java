package dev.yodel.server.websocket.lab;

import io.netty.buffer.ByteBuf;

/** The content of one message; who holds it releases its bytes. */
record Payload(ByteBuf bytes, boolean text) {}

package dev.yodel.architecture.broken.auth;

import io.netty.channel.Channel;

/** Who somebody is does not depend on a channel. */
record KnowsNetty(Channel channel) {}

/** The echo lab's knobs: one table, from which parser, bounds and help are made. No Netty here. */
@NullMarked
package dev.yodel.server.lab;

import org.jspecify.annotations.NullMarked;

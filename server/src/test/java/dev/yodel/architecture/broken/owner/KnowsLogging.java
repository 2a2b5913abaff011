package dev.yodel.architecture.broken.owner;

import org.slf4j.Logger;

/** The lowest package imports the JDK alone. */
record KnowsLogging(Logger logger) {}

package dev.yodel.architecture.broken.log;

import java.sql.Connection;

/** The port, where only the adapter may use a database. */
record KnowsSql(Connection connection) {}

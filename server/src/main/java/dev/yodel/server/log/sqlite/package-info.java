/** The log in one SQLite file: the only package that speaks JDBC. */
@NullMarked
package dev.yodel.server.log.sqlite;

import org.jspecify.annotations.NullMarked;

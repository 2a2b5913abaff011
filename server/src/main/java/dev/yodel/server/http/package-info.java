/** Plain HTTP: the page and what else is answered without an upgrade. */
@NullMarked
package dev.yodel.server.http;

import org.jspecify.annotations.NullMarked;

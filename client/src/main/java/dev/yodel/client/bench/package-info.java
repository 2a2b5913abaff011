/**
 * A load generator: what it sends is scheduled, what it gets is compared, and it measures itself.
 */
@NullMarked
package dev.yodel.client.bench;

import org.jspecify.annotations.NullMarked;

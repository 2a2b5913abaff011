/** What travels on the wire: shared by the server, the client and the page's golden files. */
@NullMarked
package dev.yodel.protocol;

import org.jspecify.annotations.NullMarked;

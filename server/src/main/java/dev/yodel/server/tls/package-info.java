/** TLS in front of everything: the certificate, its renewal, the first handlers of a connection. */
@NullMarked
package dev.yodel.server.tls;

import org.jspecify.annotations.NullMarked;

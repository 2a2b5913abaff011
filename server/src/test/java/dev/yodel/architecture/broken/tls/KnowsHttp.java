package dev.yodel.architecture.broken.tls;

import dev.yodel.architecture.broken.http.Routes;

/** TLS that knows what comes after it. */
public record KnowsHttp(Routes routes) {}

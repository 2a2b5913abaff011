package dev.yodel.client;

import java.io.IOException;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;

/** The same over TLS. */
@Tag("long")
class SecureHostileServerIT extends HostileServerIT {

  private static SSLContext serverSide;

  @BeforeAll
  static void makeCertificate() throws Exception {
    serverSide = SelfSigned.create().serverSide();
  }

  @Override
  ScriptedServer server(ScriptedServer.Script script) throws IOException {
    return ScriptedServer.playing(serverSide, script);
  }
}

import jakarta.servlet.ServletContext;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerContainer;
import jakarta.websocket.server.ServerEndpointConfig;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Set;
import org.apache.catalina.Context;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.net.SSLHostConfig;
import org.apache.tomcat.util.net.SSLHostConfigCertificate;
import org.apache.tomcat.websocket.server.WsSci;

/** An echo on Tomcat; with a certificate and its key it speaks TLS. Prints its port. */
public final class TomcatEcho extends Endpoint {

  private static final int MAX_MESSAGE = 16 << 20;

  public static void main(String[] pem) throws Exception {
    Tomcat tomcat = new Tomcat();
    tomcat.setSilent(true);
    tomcat.setBaseDir(System.getProperty("java.io.tmpdir"));
    Connector connector = new Connector();
    connector.setPort(0);
    connector.setProperty("address", "127.0.0.1");
    if (pem.length > 1) {
      connector.addSslHostConfig(tls(pem[0], pem[1]));
      connector.setSecure(true);
      connector.setScheme("https");
      connector.setProperty("SSLEnabled", "true");
    }
    tomcat.setConnector(connector);
    Context context = tomcat.addContext("", System.getProperty("java.io.tmpdir"));
    context.addServletContainerInitializer(new WsSci(), Set.of());
    context.addServletContainerInitializer((none, servlets) -> put(servlets), Set.of());
    Tomcat.addServlet(context, "default", "org.apache.catalina.servlets.DefaultServlet");
    context.addServletMappingDecoded("/", "default");
    tomcat.start();
    System.out.println(connector.getLocalPort());
    while (System.in.read() >= 0) {
      // The one who started it is still there.
    }
    Runtime.getRuntime().halt(0);
  }

  private static SSLHostConfig tls(String certificate, String key) {
    SSLHostConfig config = new SSLHostConfig();
    var pair = new SSLHostConfigCertificate(config, SSLHostConfigCertificate.Type.UNDEFINED);
    pair.setCertificateFile(new File(certificate).getAbsolutePath());
    pair.setCertificateKeyFile(new File(key).getAbsolutePath());
    config.addCertificate(pair);
    return config;
  }

  private static void put(ServletContext servlets) {
    var container = (ServerContainer) servlets.getAttribute(ServerContainer.class.getName());
    container.setDefaultMaxTextMessageBufferSize(MAX_MESSAGE);
    container.setDefaultMaxBinaryMessageBufferSize(MAX_MESSAGE);
    try {
      container.addEndpoint(ServerEndpointConfig.Builder.create(TomcatEcho.class, "/").build());
    } catch (DeploymentException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  @Override
  public void onOpen(Session session, EndpointConfig config) {
    session.addMessageHandler(
        new MessageHandler.Whole<String>() {
          @Override
          public void onMessage(String text) {
            try {
              session.getBasicRemote().sendText(text);
            } catch (IOException gone) {
              throw new UncheckedIOException(gone);
            }
          }
        });
    session.addMessageHandler(
        new MessageHandler.Whole<ByteBuffer>() {
          @Override
          public void onMessage(ByteBuffer bytes) {
            try {
              session.getBasicRemote().sendBinary(bytes);
            } catch (IOException gone) {
              throw new UncheckedIOException(gone);
            }
          }
        });
  }
}

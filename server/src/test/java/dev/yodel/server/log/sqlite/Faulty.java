package dev.yodel.server.log.sqlite;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/** A driver whose commits fail when told to, done or not done. */
final class Faulty implements Connector {

  /** What becomes of the next commits. */
  enum Commits {
    SUCCEED,
    /** All fail. */
    FAIL_NOT_DONE,
    /** Those with an event fail. */
    FAIL_BUT_DONE
  }

  private final Connector real = Connector.driver();
  volatile Commits commits = Commits.SUCCEED;
  volatile boolean reachable = true;
  private volatile boolean wrote;

  @Override
  public Connection connect(Path database) throws SQLException {
    if (!reachable) {
      throw new SQLException("unreachable");
    }
    Connection connection = real.connect(database);
    return proxy(
        Connection.class,
        (method, arguments) -> {
          Object result = invoke(connection, method, arguments);
          if (method.getName().equals("prepareStatement")) {
            boolean event = arguments[0].toString().startsWith("INSERT INTO event");
            return event ? watched((PreparedStatement) result) : result;
          }
          return result instanceof Statement statement ? faulty(statement) : result;
        });
  }

  private PreparedStatement watched(PreparedStatement statement) {
    return proxy(
        PreparedStatement.class,
        (method, arguments) -> {
          wrote |= method.getName().equals("executeUpdate");
          return invoke(statement, method, arguments);
        });
  }

  private Statement faulty(Statement statement) {
    return proxy(
        Statement.class,
        (method, arguments) -> {
          boolean commit = arguments != null && "COMMIT".equals(arguments[0]);
          Commits now = commit ? commits : Commits.SUCCEED;
          if (now == Commits.FAIL_NOT_DONE) {
            throw new SQLException("commit failed");
          }
          Object result = invoke(statement, method, arguments);
          boolean event = wrote;
          wrote &= !commit;
          if (now == Commits.FAIL_BUT_DONE && event) {
            throw new SQLException("commit failed, but done");
          }
          return result;
        });
  }

  /** What a proxy does. */
  interface Call {
    @Nullable Object on(Method method, Object[] arguments) throws Throwable;
  }

  static Object invoke(Object target, Method method, Object[] arguments) throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  static <T> T proxy(Class<T> type, Call call) {
    return type.cast(
        Proxy.newProxyInstance(
            Faulty.class.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> call.on(method, arguments)));
  }
}

package dev.sluice.e2e.harness;

import java.nio.file.Path;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/** One server for all test classes that do it no harm: started by the first, stopped at the end. */
public final class SharedServer implements BeforeAllCallback {
  private static ServerProcess server;

  /** The server. */
  public static ServerProcess get() {
    return server;
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    context
        .getRoot()
        .getStore(Namespace.create(SharedServer.class))
        .getOrComputeIfAbsent(SharedServer.class, key -> start());
  }

  private static AutoCloseable start() {
    try {
      Path folder = Scratch.create("shared");
      ServerDatabase database = new ServerDatabase(ServerDatabase.Kind.usual());
      server = database.with(ServerProcess.on(folder.resolve("data"))).start();
      return () -> {
        server.close();
        database.close();
        Scratch.delete(folder);
      };
    } catch (Exception e) {
      throw new AssertionError("the shared server did not start", e);
    }
  }
}

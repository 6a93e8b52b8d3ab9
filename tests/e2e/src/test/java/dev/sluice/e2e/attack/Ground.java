package dev.sluice.e2e.attack;

import dev.sluice.api.FunctionSpec;
import dev.sluice.client.InvokeRequest;
import dev.sluice.client.InvokeResult;
import dev.sluice.client.SluiceClient;
import dev.sluice.e2e.harness.Await;
import dev.sluice.e2e.harness.Remains;
import dev.sluice.e2e.harness.Scratch;
import dev.sluice.e2e.harness.ServerProcess;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** A server with somebody to rob, and one hostile function at a time. Not thread-safe. */
final class Ground implements AutoCloseable {
  private final Path folder;
  private final ServerProcess server;
  private final Bait bait;
  private final Remains remains;
  private final Remains.Counts atRest;

  private Ground(Path folder, ServerProcess server) throws Exception {
    this.folder = folder;
    this.server = server;
    this.bait = Bait.lay(server, folder);
    this.remains = new Remains(server);
    this.atRest = remains.atRest(Language.values().length);
  }

  static Ground open(As as) throws Exception {
    Path folder = Scratch.create("attack");
    ServerProcess server =
        as.launch(folder).config("pool.warm-hosts = 1\nsandbox.init-timeout = 5s\n").start();
    try {
      return new Ground(folder, server);
    } catch (Exception | AssertionError e) {
      server.close();
      throw e;
    }
  }

  ServerProcess server() {
    return server;
  }

  SluiceClient client() {
    return server.client();
  }

  Bait bait() {
    return bait;
  }

  /** Deploys the hostile function, attacks, and removes it: then nothing of it may be left. */
  void attack(FunctionSpec function, Attack attack) throws Exception {
    client().createFunction(function);
    try {
      attack.with(event -> call(function.name(), event));
    } finally {
      client().deleteFunction(function.name(), null);
    }
    bait.assertUntouched();
    Await.value("no more is left than " + atRest, remains::now, now -> now.noMoreThan(atRest));
    bait.assertNeighboursAnswer();
  }

  /** Invokes with a line of text. */
  InvokeResult call(String function, String event) throws Exception {
    byte[] line = (event + "\n").getBytes(StandardCharsets.UTF_8);
    return client().invoke(function, new InvokeRequest("latest", line, "text/plain", false));
  }

  /** An attack. */
  @FunctionalInterface
  interface Attack {
    void with(Hostile function) throws Exception;
  }

  /** The hostile function. */
  @FunctionalInterface
  interface Hostile {
    InvokeResult call(String event) throws Exception;
  }

  @Override
  public void close() throws Exception {
    bait.close();
    server.close();
    Scratch.delete(folder);
  }
}

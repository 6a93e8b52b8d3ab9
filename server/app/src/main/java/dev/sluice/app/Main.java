package dev.sluice.app;

import dev.sluice.api.HealthCheck;
import dev.sluice.app.config.ConfigException;
import dev.sluice.app.config.ConfigLoader;
import dev.sluice.app.config.ServerConfig;
import dev.sluice.app.config.ServerFlags;
import dev.sluice.client.LocalServer;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The server's life from its flags to its exit status. */
public final class Main {
  private static final Logger LOG = LoggerFactory.getLogger(Main.class);

  /** Besides the drain: closing sandboxes, connections and the database. */
  private static final long CLOSING_SECONDS = 30;

  private Main() {}

  /**
   * Runs a server until it is told to stop.
   *
   * @return the process's exit status: 0 when it was stopped, 1 when it could not start, 2 when the
   *     configuration is wrong
   */
  public static int serve(ServerFlags flags) {
    ServerConfig config;
    try {
      config = ConfigLoader.load(flags, System.getenv(), LocalServer.defaultDataDirectory());
    } catch (ConfigException e) {
      e.problems().forEach(Terminal::complain);
      return 2;
    }
    try (ServerWiring server = ServerWiring.start(config, new HostSandbox())) {
      return serve(config, server);
    } catch (StartException e) {
      Terminal.complain(String.valueOf(e.getMessage()));
      LOG.debug("The server did not start.", e);
      return 1;
    } catch (RuntimeException | Error e) {
      LOG.error("The server failed.", e);
      return 1;
    }
  }

  /**
   * Finds out whether a server with these flags would do well on this machine.
   *
   * @throws ConfigException when the configuration is wrong
   * @throws IOException when not even a temporary folder can be made
   */
  public static List<HealthCheck> examine(ServerFlags flags, Clock clock)
      throws ConfigException, IOException {
    return Doctor.examine(
        ConfigLoader.load(flags, System.getenv(), LocalServer.defaultDataDirectory()), clock);
  }

  private static int serve(ServerConfig config, ServerWiring server) {
    StopSignal signal =
        StopSignal.install(
            new NamedThreads("sluice-stop"), config.drain().toSeconds() + CLOSING_SECONDS);
    Terminal.say("sluice ready: " + server.url() + " gateway " + server.gateway());
    try {
      signal.await();
      LOG.info("Stopping.");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      server.close();
      LOG.info("Stopped.");
      signal.stopped();
    }
    return 0;
  }
}

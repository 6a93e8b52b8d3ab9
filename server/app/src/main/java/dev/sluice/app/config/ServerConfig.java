package dev.sluice.app.config;

import dev.sluice.core.build.BuildSettings;
import dev.sluice.core.invocation.InvocationSettings;
import dev.sluice.core.invocation.pool.PoolSettings;
import dev.sluice.core.log.LogRetention;
import dev.sluice.core.queue.QueueSettings;
import dev.sluice.store.code.CodeLimits;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All that a server is told, checked.
 *
 * @param data the data directory, absolute
 * @param database null for the embedded one in the data directory
 * @param retention how long records of invocations are kept
 * @param logs how long, and how many, lines of functions are kept
 * @param hostNetworkNamespaces whose functions may use the host's network; {@code *} means all
 * @param statsRetention how long numbers by the minute are kept
 * @param executionRetention how long executions of workflows are kept after their end
 * @param audit how long, and how many, changes are remembered
 * @param imageRoots folders on the server's own disk that functions may take images from
 * @param secretKeys what seals secrets, the first for new ones; empty for those in the data
 *     directory
 * @param drain how long a stopping server waits for what runs
 */
public record ServerConfig(
    Path data,
    Address listen,
    Address gateway,
    @Nullable DatabaseConfig database,
    HttpConfig http,
    InvocationSettings invocation,
    Duration retention,
    Duration statsRetention,
    Duration executionRetention,
    AuditConfig audit,
    LogRetention.Limits logs,
    PoolSettings pool,
    QueueSettings queue,
    SandboxChoice sandbox,
    Set<String> hostNetworkNamespaces,
    CodeLimits code,
    List<Path> imageRoots,
    SecretKeys secretKeys,
    BuildSettings build,
    Duration drain) {

  /** The largest archive with code that is taken, in bytes. */
  public long archiveBytes() {
    return code.archiveBytes();
  }

  /**
   * How much the audit keeps.
   *
   * @param age of its lines
   * @param lines of each namespace
   */
  public record AuditConfig(Duration age, int lines) {}

  /**
   * A database elsewhere.
   *
   * @param url {@code jdbc:postgresql://HOST:PORT/NAME}
   */
  public record DatabaseConfig(String url, String user, String password) {
    /** The record without its secret. */
    @Override
    public String toString() {
      return url + " user " + user + " password ***";
    }
  }

  /**
   * How much the HTTP server takes on.
   *
   * @param maxThreads most requests that are worked on at a time, streams included
   * @param maxStreams most live streams at a time
   */
  public record HttpConfig(int maxThreads, int maxStreams) {}

  /**
   * How functions are kept apart.
   *
   * @param bubblewrap false runs them as plain processes, without walls
   * @param warmHosts language hosts that wait for work, for each runtime
   * @param memoryBytes what all instances and waiting hosts together may use
   * @param initTimeout longest time that a handler may take to load
   */
  public record SandboxChoice(
      boolean bubblewrap, int warmHosts, long memoryBytes, Duration initTimeout) {}
}

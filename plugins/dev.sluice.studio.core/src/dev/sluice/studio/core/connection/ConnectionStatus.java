package dev.sluice.studio.core.connection;

import dev.sluice.api.CallerInfo;
import dev.sluice.api.Health;
import dev.sluice.api.HealthCheck;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the connection stands and why.
 *
 * @param url where the server is or was; null when none was found
 * @param health what the server said of itself when it was last reached; null before
 * @param caller whose token Studio has; null unless connected
 * @param detail one sentence for people
 */
public record ConnectionStatus(
    ConnectionPhase phase,
    @Nullable URI url,
    @Nullable Health health,
    @Nullable CallerInfo caller,
    String detail) {
  /** What {@link Health#isolation()} says when functions are not sandboxed. */
  private static final String UNSAFE = "process";

  /** Before the first attempt. */
  static final ConnectionStatus START =
      new ConnectionStatus(ConnectionPhase.STARTING, null, null, null, "Looking for a server.");

  /** Whether calls can be expected to work. */
  public boolean connected() {
    return phase == ConnectionPhase.CONNECTED;
  }

  /** Whether the token lets change things; true while nobody knows: then the server says. */
  public boolean mayManage() {
    return may("manage");
  }

  /** Whether the token lets run functions and hand in events; likewise. */
  public boolean mayInvoke() {
    return may("invoke");
  }

  private boolean may(String scope) {
    return caller == null || caller.may(scope);
  }

  /** Whether the server runs functions without a sandbox. */
  public boolean unsafeIsolation() {
    return health != null && UNSAFE.equals(health.isolation());
  }

  /** What the server found on its host; empty before it was reached. */
  public List<HealthCheck> checks() {
    return health == null ? List.of() : health.checks();
  }

  /** What the server's host cannot enforce or lacks, one sentence each. */
  public List<String> warnings() {
    return health == null ? List.of() : health.warnings();
  }

  /** The address without its scheme, for places where there is little room; empty when unknown. */
  public String place() {
    return url == null ? "" : url.getRawAuthority();
  }
}

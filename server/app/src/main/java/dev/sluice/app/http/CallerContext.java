package dev.sluice.app.http;

import dev.sluice.core.access.Caller;
import jakarta.ws.rs.core.SecurityContext;
import java.security.Principal;
import org.jspecify.annotations.Nullable;

/** Who calls, in the form that resources ask for. Immutable. */
final class CallerContext implements SecurityContext {
  private record CallerPrincipal(Caller caller) implements Principal {
    @Override
    public String getName() {
      return caller.name();
    }
  }

  private final @Nullable CallerPrincipal principal;

  /**
   * This caller.
   *
   * @param caller null for one who needed no token
   */
  CallerContext(@Nullable Caller caller) {
    this.principal = caller == null ? null : new CallerPrincipal(caller);
  }

  /** The namespace that the call acts in. */
  static String namespace(SecurityContext context) {
    return caller(context).namespace();
  }

  /** Who calls. */
  static Caller caller(SecurityContext context) {
    if (context.getUserPrincipal() instanceof CallerPrincipal known) {
      return known.caller();
    }
    throw new IllegalStateException(
        "only /healthz and /metrics are open to callers without a token");
  }

  @Override
  public @Nullable Principal getUserPrincipal() {
    return principal;
  }

  @Override
  public boolean isUserInRole(String role) {
    return false;
  }

  @Override
  public boolean isSecure() {
    return false;
  }

  @Override
  public String getAuthenticationScheme() {
    return "Bearer";
  }
}

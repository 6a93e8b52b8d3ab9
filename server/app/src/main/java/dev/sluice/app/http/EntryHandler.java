package dev.sluice.app.http;

import dev.sluice.api.SluiceHeaders;
import dev.sluice.core.SluiceException;
import dev.sluice.core.access.AccessService;
import dev.sluice.core.access.Caller;
import dev.sluice.core.access.Scope;
import java.util.Set;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** Where every request comes in: which door, and who. Thread-safe. */
final class EntryHandler extends Handler.Abstract {
  private static final String METRICS = "/metrics";

  /** What answers without a token: it is about the server, and names no namespace or function. */
  private static final Set<String> OPEN_PATHS = Set.of("/healthz", METRICS);

  /** A function, a secret or a key may have the name of a verb: only the whole path tells. */
  private static final Pattern START =
      Pattern.compile("/v1/(workflows/[^/]+/executions|functions/[^/]+/jobs)");

  private static final Pattern REPLAY = Pattern.compile("/v1/invocations/[^/]+/replay");

  private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

  private final AccessService access;
  private final InvokeHandler invoking;
  private final Hooks hooks;
  private final Gateway gateway;
  private final JerseyBridge resources;
  private final AuditTrail trail;
  private final Problems problems;

  EntryHandler(
      AccessService access,
      InvokeHandler invoking,
      Hooks hooks,
      Gateway gateway,
      JerseyBridge resources,
      AuditTrail trail,
      Problems problems) {
    this.access = access;
    this.invoking = invoking;
    this.hooks = hooks;
    this.gateway = gateway;
    this.resources = resources;
    this.trail = trail;
    this.problems = problems;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    String path = Request.getPathInContext(request);
    try {
      if (isGateway(request)) {
        if (Hooks.isHook(path)) {
          hooks.handle(request, response, callback, path);
        } else {
          gateway.handle(request, response, callback, path);
        }
        return true;
      }
      Caller caller = null;
      HttpFields headers = request.getHeaders();
      // Whoever shows a token is known by it: some of the numbers are only for them.
      boolean known = path.equals(METRICS) && headers.contains(HttpHeader.AUTHORIZATION);
      if (known || !OPEN_PATHS.contains(path)) {
        caller =
            access.authenticate(
                headers.get(HttpHeader.AUTHORIZATION), headers.get(SluiceHeaders.NAMESPACE));
      }
      String function = InvokeHandler.function(path);
      boolean changes = false;
      if (caller != null) {
        Scope needed = scope(request.getMethod(), path, function);
        changes = needed == Scope.MANAGE;
        require(caller, needed, request, path);
      }
      if (caller != null && function != null) {
        invoking.handle(request, response, callback, caller, function);
      } else {
        resources.handle(request, response, callback, caller, changes);
      }
    } catch (RuntimeException e) {
      Replies.send(request, response, problems.of(e, request.getMethod(), path), callback);
    }
    return true;
  }

  private void require(Caller caller, Scope needed, Request request, String path) {
    try {
      caller.require(needed);
    } catch (SluiceException e) {
      if (needed == Scope.MANAGE) {
        trail.refused(caller, request, path, e.code().status());
      }
      throw e;
    }
  }

  /** Who may only see may read; all that is neither reading nor invoking changes something. */
  private static Scope scope(String method, String path, @Nullable String function) {
    boolean events = path.equals("/v1/events") && !READING.contains(method);
    boolean start = method.equals("POST") && START.matcher(path).matches();
    if (function != null || events || start || REPLAY.matcher(path).matches()) {
      return Scope.INVOKE;
    }
    return READING.contains(method) ? Scope.READ : Scope.MANAGE;
  }

  private static boolean isGateway(Request request) {
    return HttpServer.GATEWAY.equals(request.getConnectionMetaData().getConnector().getName());
  }
}

package dev.sluice.app.http;

import dev.sluice.core.access.Caller;
import java.io.InputStream;
import java.net.URI;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.glassfish.jersey.internal.MapPropertiesDelegate;
import org.glassfish.jersey.server.ApplicationHandler;
import org.glassfish.jersey.server.ContainerRequest;
import org.glassfish.jersey.server.ResourceConfig;
import org.jspecify.annotations.Nullable;

/**
 * Carries requests from Jetty to Jersey and answers back, in Jetty's thread. Thread-safe. Ours
 * because Jersey's own bridge is built for an older Jetty and brings that one's security classes.
 */
final class JerseyBridge {
  private static final URI BASE = URI.create("/");

  /** Warns of every resource that is a ready instance, and serves it all the same. */
  private static final Logger PROVIDERS =
      Logger.getLogger("org.glassfish.jersey.internal.inject.Providers");

  private final Problems problems;
  private final ApplicationHandler application;

  JerseyBridge(ResourceConfig resources, Problems problems) {
    this.problems = problems;
    PROVIDERS.setLevel(Level.SEVERE);
    this.application = new ApplicationHandler(resources);
  }

  /**
   * Answers a request.
   *
   * @param changes whether it changes something, so that it belongs in the audit
   */
  void handle(
      Request request,
      Response response,
      Callback callback,
      @Nullable Caller caller,
      boolean changes) {
    ContainerRequest carried =
        new ContainerRequest(
            BASE,
            URI.create(request.getHttpURI().getPathQuery()),
            request.getMethod(),
            new CallerContext(caller),
            new MapPropertiesDelegate(),
            application.getConfiguration());
    for (HttpField field : request.getHeaders()) {
      carried.headers(field.getName(), field.getValue());
    }
    if (request.getHeaders().contains(HttpHeader.CONTENT_LENGTH)
        || request.getHeaders().contains(HttpHeader.TRANSFER_ENCODING)) {
      carried.setEntityStream(Content.Source.asInputStream(request));
    } else {
      carried.setEntityStream(InputStream.nullInputStream());
    }
    if (changes) {
      AuditTrail.follow(carried, request);
    }
    BridgeWriter writer = new BridgeWriter(request, response, problems);
    carried.setWriter(writer);
    try {
      application.handle(carried);
      writer.finish(callback);
    } catch (RuntimeException | Error e) {
      writer.abort(callback, e);
    }
  }
}

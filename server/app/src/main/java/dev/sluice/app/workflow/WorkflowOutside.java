package dev.sluice.app.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.sluice.app.http.TreeEvents;
import dev.sluice.core.access.NetworkPolicy;
import dev.sluice.core.association.Router;
import dev.sluice.core.function.RoutingValues;
import dev.sluice.core.invocation.InvocationRecord;
import dev.sluice.core.invocation.InvocationService;
import dev.sluice.core.invocation.InvokeCommand;
import dev.sluice.core.invocation.InvokeOutcome;
import dev.sluice.core.secret.SecretService;
import dev.sluice.core.workflow.Outside;
import dev.sluice.core.workflow.engine.Engine.PendingCall;
import dev.sluice.core.workflow.engine.OpenApi;
import dev.sluice.core.workflow.engine.WorkflowError;
import dev.sluice.spi.sandbox.InstanceSpec.Network;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes the calls of executions. Thread-safe. */
public final class WorkflowOutside implements Outside {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String TRIGGER = "workflow";

  private final InvocationService invocations;
  private final Router router;
  private final NetworkPolicy network;
  private final SecretService secrets;
  private final HttpCalls http;

  /** Works on these. */
  public WorkflowOutside(
      InvocationService invocations, Router router, NetworkPolicy network, SecretService secrets) {
    this.invocations = invocations;
    this.router = router;
    this.network = network;
    this.secrets = secrets;
    this.http = new HttpCalls();
  }

  @Override
  public JsonNode call(String namespace, PendingCall call, @Nullable JsonNode authentication)
      throws CallFailedException, InterruptedException {
    if (call.kind().equals("function")) {
      return function(namespace, call);
    }
    // Calls leave the host, as functions in its network do.
    network.require(namespace, Network.HOST);
    return outside(call, authentication);
  }

  private JsonNode outside(PendingCall call, @Nullable JsonNode authentication)
      throws CallFailedException, InterruptedException {
    JsonNode request = call.request();
    if (call.kind().equals("openapi")) {
      JsonNode document = http.document(request.path("document").asText());
      try {
        request = OpenApi.request(request, document);
      } catch (IllegalArgumentException e) {
        throw new CallFailedException(
            WorkflowError.communication(404, String.valueOf(e.getMessage())));
      }
    }
    return http.call(request, authentication, call.key());
  }

  private JsonNode function(String namespace, PendingCall call) throws CallFailedException {
    JsonNode request = call.request();
    byte[] event = request.path("event").toString().getBytes(StandardCharsets.UTF_8);
    InvokeOutcome outcome =
        invocations.invoke(
            new InvokeCommand(
                namespace,
                request.path("function").asText(),
                request.path("qualifier").asText(),
                new InvokeCommand.Event(
                    event, "application/json", call.key(), TRIGGER, RoutingValues.NONE),
                TRIGGER,
                null,
                null,
                false));
    InvocationRecord.Failure failure = outcome.record().failure();
    if (failure != null) {
      throw new CallFailedException(
          WorkflowError.runtime(failure.code().status(), failure.message()));
    }
    return content(outcome.body());
  }

  /** What a function answers is JSON where it can be read as such, and text elsewhere. */
  static JsonNode content(byte[] body) {
    if (body.length == 0) {
      return JSON.nullNode();
    }
    try {
      JsonNode tree = JSON.readTree(body);
      return tree.isMissingNode() ? JSON.nullNode() : tree;
    } catch (IOException e) {
      return TextNode.valueOf(new String(body, StandardCharsets.UTF_8));
    }
  }

  @Override
  public String secret(String namespace, String name) {
    return secrets.value(namespace, name);
  }

  @Override
  public void publish(String namespace, List<JsonNode> events) {
    List<String> unused =
        router.accept(
            events.stream()
                .map(event -> new Router.Arrival(namespace, TRIGGER, TreeEvents.read(event)))
                .toList());
  }

  @Override
  public boolean isWatched(String namespace) {
    return router.isWatched(namespace, TRIGGER);
  }
}

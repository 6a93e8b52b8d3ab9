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
import dev.sluice.core.workflow.ExecutionRecord;
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
  static final String TRIGGER = "workflow";

  private final InvocationService invocations;
  private final Router router;
  private final NetworkPolicy network;
  private final SecretService secrets;
  private final HttpCalls http;
  private final Scripts scripts;

  /** Works on these. */
  public WorkflowOutside(
      InvocationService invocations,
      Scripts scripts,
      Router router,
      NetworkPolicy network,
      SecretService secrets) {
    this.invocations = invocations;
    this.scripts = scripts;
    this.router = router;
    this.network = network;
    this.secrets = secrets;
    this.http = new HttpCalls();
  }

  @Override
  public JsonNode call(ExecutionRecord of, PendingCall call, @Nullable JsonNode authentication)
      throws CallFailedException, InterruptedException {
    return switch (call.kind()) {
      case "function" -> function(of.namespace(), call);
      case "script", "shell" -> scripts.run(of, call, code(of, call.request()));
      default -> {
        leave(of);
        yield outside(call, authentication);
      }
    };
  }

  /** Such calls leave the host, as functions in its network do. */
  private void leave(ExecutionRecord of) {
    network.require(of.namespace(), Network.HOST);
  }

  private String code(ExecutionRecord of, JsonNode request)
      throws CallFailedException, InterruptedException {
    if (request.has("source")) {
      leave(of);
      return http.text(request.path("source").asText());
    }
    return request.path("code").asText();
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

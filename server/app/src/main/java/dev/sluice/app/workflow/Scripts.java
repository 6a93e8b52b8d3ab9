package dev.sluice.app.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.sluice.api.ErrorCode;
import dev.sluice.core.Digests;
import dev.sluice.core.SluiceException;
import dev.sluice.core.code.CodeStore;
import dev.sluice.core.function.AsyncPolicy;
import dev.sluice.core.function.Definition;
import dev.sluice.core.function.RoutingValues;
import dev.sluice.core.function.Runtimes;
import dev.sluice.core.function.Scaling;
import dev.sluice.core.invocation.InvocationRecord;
import dev.sluice.core.invocation.InvocationRecord.RoutedBy;
import dev.sluice.core.invocation.InvocationService;
import dev.sluice.core.invocation.InvocationService.Admitted;
import dev.sluice.core.invocation.InvokeCommand;
import dev.sluice.core.invocation.InvokeOutcome;
import dev.sluice.core.invocation.Route;
import dev.sluice.core.invocation.pool.InstanceKey;
import dev.sluice.core.workflow.ExecutionRecord;
import dev.sluice.core.workflow.Outside.CallFailedException;
import dev.sluice.core.workflow.engine.Engine.PendingCall;
import dev.sluice.core.workflow.engine.WorkflowError;
import dev.sluice.spi.sandbox.InstanceSpec.Network;
import dev.sluice.spi.sandbox.RuntimeDescriptor;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Runs scripts and shell commands of workflows: as functions that nobody has to make, in the same
 * sandboxes, with records and logs as all have. An instance runs one script of one workflow.
 * Thread-safe.
 */
public final class Scripts {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** No function has such a name. */
  private static final String NAME = "~script";

  private static final int MEMORY_MIB = 256;
  private static final Duration PATIENCE = Duration.ofMinutes(15);
  private static final String PYTHON = "python3";
  private static final String NODE = "nodejs";
  private static final String HANDLER = "runner.handler";

  /** Of what a failed process said, so much is shown. */
  private static final int SHOWN_CHARS = 500;

  private final InvocationService invocations;
  private final CodeStore code;
  private final Runtimes runtimes;

  /** What starts processes, by its runtime. */
  private final ConcurrentHashMap<String, Definition> runners = new ConcurrentHashMap<>();

  /** Works on these. */
  public Scripts(InvocationService invocations, CodeStore code, Runtimes runtimes) {
    this.invocations = invocations;
    this.code = code;
    this.runtimes = runtimes;
  }

  /** Runs one and waits for its end. */
  JsonNode run(ExecutionRecord of, PendingCall call, String text) throws CallFailedException {
    JsonNode request = call.request();
    ObjectNode event = JSON.createObjectNode().put("kind", call.kind()).put("code", text);
    for (String field : List.of("arguments", "environment", "stdin")) {
      event.set(field, request.get(field));
    }
    InvokeOutcome outcome =
        invocations.invoke(
            new Admitted(
                command(of, call, event), new Route(key(of, call, text), RoutedBy.QUALIFIER)));
    InvocationRecord.Failure failure = outcome.record().failure();
    if (failure != null) {
      throw new CallFailedException(
          WorkflowError.runtime(failure.code().status(), failure.message()));
    }
    return output(WorkflowOutside.content(outcome.body()), request.path("return").asText());
  }

  private static InvokeCommand command(ExecutionRecord of, PendingCall call, JsonNode event) {
    return new InvokeCommand(
        of.namespace(),
        of.workflow() + NAME,
        "latest",
        new InvokeCommand.Event(
            event.toString().getBytes(StandardCharsets.UTF_8),
            "application/json",
            call.key(),
            WorkflowOutside.TRIGGER,
            RoutingValues.NONE),
        WorkflowOutside.TRIGGER,
        null,
        null,
        false);
  }

  private InstanceKey key(ExecutionRecord of, PendingCall call, String text) {
    String language = call.request().path("language").asText();
    String id = call.kind() + '\n' + language + '\n' + text;
    return new InstanceKey(
        of.namespace(),
        of.workflow() + NAME,
        Digests.sha256(id.getBytes(StandardCharsets.UTF_8)),
        Integer.toString(of.version()),
        runner(call.kind(), language));
  }

  private Definition runner(String kind, String language) {
    RuntimeDescriptor runtime = runtime(kind, language);
    return runners.computeIfAbsent(runtime.name(), name -> runner(runtime));
  }

  private RuntimeDescriptor runtime(String kind, String language) {
    if (!kind.equals("shell")) {
      return runtimes.require(language.equals("python") ? PYTHON : NODE);
    }
    try {
      return runtimes.require(PYTHON);
    } catch (SluiceException e) {
      return runtimes.require(NODE);
    }
  }

  private Definition runner(RuntimeDescriptor runtime) {
    String text = resource(runtime.name().equals(PYTHON) ? "runner.py" : "runner.mjs");
    return new Definition(
        runtime.name(),
        HANDLER,
        code.putInline(runtime.inlineFile(HANDLER, text), text),
        MEMORY_MIB,
        1,
        Network.NONE,
        PATIENCE,
        Scaling.USUAL,
        Map.of(),
        Map.of(),
        AsyncPolicy.USUAL);
  }

  private static String resource(String name) {
    try (InputStream in = Scripts.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("no resource " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Who does not look at the code of the end wants a good one. */
  private static JsonNode output(JsonNode ended, String what) throws CallFailedException {
    int code = ended.path("code").asInt();
    if (what.equals("code")) {
      return ended.path("code");
    }
    String stdout = ended.path("stdout").asText().stripTrailing();
    String stderr = ended.path("stderr").asText().stripTrailing();
    if (what.equals("all")) {
      return JSON.createObjectNode().put("code", code).put("stdout", stdout).put("stderr", stderr);
    }
    if (code != 0) {
      String said = stderr.isEmpty() ? stdout : stderr;
      String shown = said.substring(Math.max(0, said.length() - SHOWN_CHARS));
      throw new CallFailedException(
          WorkflowError.runtime(
              ErrorCode.INTERNAL.status(),
              "the process ended with the code " + code + (shown.isEmpty() ? "" : ": " + shown)));
    }
    return switch (what) {
      case "stderr" -> TextNode.valueOf(stderr);
      case "none" -> NullNode.getInstance();
      default -> TextNode.valueOf(stdout);
    };
  }
}

package dev.sluice.javahost;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.type.TypeFactory;
import dev.sluice.javahost.Wire.Call;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A handler in plain Java: the event as the type that it takes, the context as a map. */
final class CodeHandler implements Handler {
  private static final TypeReference<Map<String, Object>> NAMED = new TypeReference<>() {};

  /** Where they begin in a traceparent; between them is a dash. */
  private static final int TRACE_ID = 3;

  private static final int PARENT_ID = 35;

  private final Json json;
  private final @Nullable JavaType type;
  private final About about;
  private final Body body;

  /** What is run. */
  @FunctionalInterface
  interface Body {
    @Nullable Object run(@Nullable Object event, Map<String, Object> context) throws Throwable;
  }

  /**
   * A handler.
   *
   * @param type of the event; null when it takes none
   */
  CodeHandler(Json json, @Nullable JavaType type, About about, Body body) {
    this.json = json;
    this.type = type;
    this.about = about;
    this.body = body;
  }

  @Override
  public Answer call(Call call, long deadline) throws Throwable {
    Object event = type == null ? null : event(call, type);
    Map<String, Object> context = context(call, deadline);
    byte[] read = call.bindings();
    if (read == null) {
      return answer(awaited(body.run(event, context)));
    }
    Map<String, Object> before = Json.OURS.readValue(read, NAMED);
    Map<String, Object> bindings = new LinkedHashMap<>(before);
    Map<String, Object> bound = new HashMap<>(context);
    bound.put("bindings", bindings);
    Answer answer = answer(awaited(body.run(event, bound)));
    bindings.keySet().removeAll(before.keySet());
    return bindings.isEmpty() ? answer : answer.with(written(bindings));
  }

  private byte[] written(Map<String, Object> bindings) {
    try {
      return json.write(bindings);
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "What is set for the bindings cannot be written as JSON: " + shortly(e));
    }
  }

  private Map<String, Object> context(Call call, long deadline) {
    Map<String, String> environment = about.environment();
    String trace = call.traceparent();
    return Map.ofEntries(
        Map.entry("functionName", about.function()),
        Map.entry(
            "functionVersion",
            environment.getOrDefault("AWS_LAMBDA_FUNCTION_VERSION", about.version())),
        Map.entry("namespace", about.namespace()),
        Map.entry("invokedFunctionArn", about.arn()),
        Map.entry("memoryLimitInMB", about.memoryMiB()),
        Map.entry("logGroupName", environment.getOrDefault("AWS_LAMBDA_LOG_GROUP_NAME", "")),
        Map.entry("logStreamName", environment.getOrDefault("AWS_LAMBDA_LOG_STREAM_NAME", "")),
        Map.entry("requestId", call.id()),
        Map.entry("awsRequestId", call.id()),
        Map.entry("deadlineMs", deadline),
        Map.entry("traceparent", trace),
        Map.entry("traceId", trace.isEmpty() ? "" : trace.substring(TRACE_ID, PARENT_ID)),
        Map.entry("log", Main.LOG),
        Map.entry("metrics", call.metrics()),
        Map.entry("secrets", (UnaryOperator<String>) name -> secret(call, name)),
        Map.entry(
            "invoke",
            (BiFunction<String, Object, Object>)
                (name, event) -> invoke(call, name, event, "sync")),
        Map.entry(
            "invokeAsync",
            (BiFunction<String, Object, Object>)
                (name, event) -> invoke(call, name, event, "async")),
        Map.entry("emit", (Function<Object, Object>) event -> emit(call, event)));
  }

  private static String secret(Call call, String name) {
    return String.valueOf(call.questions().ask(Map.of("ask", "secret", "name", name)));
  }

  private static @Nullable Object invoke(
      Call call, String name, @Nullable Object event, String mode) {
    Map<String, Object> question = new HashMap<>();
    question.put("ask", "invoke");
    question.put("name", name);
    question.put("event", event);
    question.put("mode", mode);
    return call.questions().ask(question);
  }

  private static @Nullable Object emit(Call call, Object event) {
    return call.questions().ask(Map.of("ask", "emit", "event", event));
  }

  private @Nullable Object event(Call call, JavaType wanted) {
    Class<?> raw = wanted.getRawClass();
    if (raw == byte[].class) {
      return call.event();
    }
    if (raw == InputStream.class) {
      return new ByteArrayInputStream(call.event());
    }
    String kind = call.contentType().split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    boolean isJson = kind.isEmpty() || kind.endsWith("json");
    try {
      if (isJson) {
        return call.event().length == 0 ? null : ofJson(call.event(), wanted);
      }
      Object given =
          kind.startsWith("text/")
              ? new String(call.event(), StandardCharsets.UTF_8)
              : call.event();
      // Another type than the event's own is asked for as if the event were a text in JSON.
      return raw.isInstance(given) ? given : json.read(Json.OURS.writeValueAsBytes(given), wanted);
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "The event cannot be read as " + wanted.toCanonical() + ": " + shortly(e));
    }
  }

  private @Nullable Object ofJson(byte[] event, JavaType wanted) throws IOException {
    if (wanted.getRawClass() == String.class) {
      // A text is itself; of anything else the handler gets the JSON.
      Object tree = json.read(event, TypeFactory.unknownType());
      return tree == null || tree instanceof String
          ? tree
          : new String(event, StandardCharsets.UTF_8);
    }
    return json.read(event, wanted);
  }

  private Answer answer(@Nullable Object result) throws IOException {
    if (result instanceof byte[] bytes) {
      return Answer.bytes(bytes);
    }
    if (result instanceof InputStream stream) {
      try (stream) {
        return Answer.bytes(stream.readAllBytes());
      }
    }
    try {
      return Answer.json(json.write(result));
    } catch (IOException e) {
      throw new IllegalArgumentException("The result cannot be written as JSON: " + shortly(e));
    }
  }

  private static @Nullable Object awaited(@Nullable Object result) throws Throwable {
    if (!(result instanceof CompletionStage<?> stage)) {
      return result;
    }
    try {
      return stage.toCompletableFuture().get();
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw cause instanceof CompletionException && cause.getCause() != null
          ? cause.getCause()
          : cause;
    }
  }

  /** Jackson says where in the text, and its whole reference chain, in the lines that follow. */
  private static String shortly(IOException e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }
}

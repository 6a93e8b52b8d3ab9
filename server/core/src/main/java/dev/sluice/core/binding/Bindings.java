package dev.sluice.core.binding;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.api.ErrorCode;
import dev.sluice.core.SluiceException;
import dev.sluice.core.Text;
import dev.sluice.core.Ticker;
import dev.sluice.core.access.NetworkPolicy;
import dev.sluice.core.option.KnownKinds;
import dev.sluice.core.option.OptionRules;
import dev.sluice.core.option.SettingsReader;
import dev.sluice.core.option.Value;
import dev.sluice.core.secret.SecretService;
import dev.sluice.spi.binding.Access;
import dev.sluice.spi.binding.BindingKind;
import dev.sluice.spi.binding.Direction;
import dev.sluice.spi.binding.Resource;
import dev.sluice.spi.binding.TooLargeException;
import dev.sluice.spi.source.Settings;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads and writes the bindings of invocations. Thread-safe. */
public final class Bindings implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration IDLE = Duration.ofMinutes(5);
  private static final int MAX_MESSAGE = 1_000;
  private static final int MOST_ITEMS = 10_000;

  private final KnownKinds<BindingKind> kinds;
  private final SettingsReader settings;
  private final SettingsReader open;
  private final OpenResources resources;
  private final BindingRules rules;
  private final ExecutorService threads;
  private final Ticker ticker;

  /**
   * Puts it together.
   *
   * @param kinds whose names differ
   * @param durations reads lengths of time; throws {@link IllegalArgumentException} with what would
   *     be right
   * @param threads which wait for resources
   */
  public Bindings(
      List<BindingKind> kinds,
      SecretService secrets,
      NetworkPolicy network,
      Function<String, Duration> durations,
      ExecutorService threads,
      Ticker ticker) {
    this.kinds = new KnownKinds<>(kinds, ErrorCode.UNKNOWN_BINDING_KIND, "binding");
    // What a function's expressions stand for never meets what a secret holds.
    this.settings = new SettingsReader((namespace, secret) -> "", durations);
    this.open = new SettingsReader(secrets::value, durations);
    this.resources = new OpenResources(ticker);
    this.rules =
        new BindingRules(
            this.kinds,
            new OptionRules(open, durations, ErrorCode.INVALID_BINDING, "binding"),
            network);
    this.threads = threads;
    this.ticker = ticker;
    secrets.onChange(resources::secretChanged);
  }

  /** What bindings may be. */
  public BindingRules rules() {
    return rules;
  }

  /** Closes the connections that nobody has used for a while. */
  public void closeIdle() {
    resources.closeIdle(IDLE);
  }

  /**
   * Whose bindings they are.
   *
   * @param event what paths of expressions lead into
   * @param deadline in the ticker's nanoseconds
   * @param timeout which ends then
   * @param limit most bytes that are read, or written
   */
  public record Run(
      String namespace,
      String function,
      List<Binding> bindings,
      BoundEvent event,
      long deadline,
      Duration timeout,
      int limit) {}

  /**
   * Reads those of the direction in, one after the other.
   *
   * @return what the function sees of them, a JSON object
   */
  public byte[] read(Run run) throws BindingException {
    return within(run, () -> readAll(run));
  }

  private byte[] readAll(Run run) throws BindingException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.write('{');
    for (Binding binding : run.bindings()) {
      if (binding.direction() == Direction.IN) {
        if (all.size() > 1) {
          all.write(',');
        }
        all.writeBytes(("\"" + binding.name() + "\":").getBytes(StandardCharsets.UTF_8));
        all.writeBytes(readOne(run, binding, Math.max(0, run.limit() - all.size())));
      }
    }
    all.write('}');
    return all.toByteArray();
  }

  private byte[] readOne(Run run, Binding binding, int limit) throws BindingException {
    byte[] read = use(run, binding, resource -> resource.read(access(run, binding, null, limit)));
    if (read.length > limit) {
      throw tooLarge(binding, run);
    }
    return read;
  }

  /**
   * Writes what a function has set, in the order of its bindings.
   *
   * @param set a JSON object
   */
  public void write(Run run, byte[] set) throws BindingException {
    Map<String, JsonNode> values = values(run, set);
    if (!values.isEmpty()) {
      boolean unused =
          within(
              run,
              () -> {
                writeAll(run, values);
                return true;
              });
    }
  }

  private void writeAll(Run run, Map<String, JsonNode> values) throws BindingException {
    for (Binding binding : run.bindings()) {
      JsonNode value = values.get(binding.name());
      if (value != null && binding.direction() == Direction.OUT) {
        writeOne(run, binding, value);
      }
    }
  }

  private void writeOne(Run run, Binding binding, JsonNode value) throws BindingException {
    List<Access> items = new ArrayList<>();
    BoundAccess first = access(run, binding, value, run.limit());
    if (value.isArray() && first.kind().kind().itemwise()) {
      if (value.size() > MOST_ITEMS) {
        throw failed(
            binding,
            "The function has set " + value.size() + " items; at most " + MOST_ITEMS + " go.");
      }
      value.forEach(item -> items.add(first.of(data(run, item), bytes(item))));
    } else {
      items.add(first);
    }
    if (!items.isEmpty()) {
      boolean unused =
          use(
              run,
              binding,
              resource -> {
                resource.write(items);
                return true;
              });
    }
  }

  /** What was set by name: null stands for what was not. */
  private static Map<String, JsonNode> values(Run run, byte[] set) throws BindingException {
    Map<String, JsonNode> values = new LinkedHashMap<>();
    try {
      for (Map.Entry<String, JsonNode> each : JSON.readTree(set).properties()) {
        boolean known =
            run.bindings().stream()
                .anyMatch(is -> is.direction() == Direction.OUT && is.name().equals(each.getKey()));
        if (!known) {
          throw new BindingException(
              ErrorCode.BINDING_FAILED,
              "The function has set '"
                  + Text.shorten(each.getKey(), 80)
                  + "', and has no binding of this name with the direction 'out'.");
        }
        if (!each.getValue().isNull()) {
          values.put(each.getKey(), each.getValue());
        }
      }
    } catch (java.io.IOException e) {
      throw new BindingException(
          ErrorCode.BINDING_FAILED, "What the function has set for its bindings is no JSON.");
    }
    return values;
  }

  private BoundAccess access(Run run, Binding binding, @Nullable JsonNode value, int limit) {
    DirectedKind kind = new DirectedKind(kinds.require(binding.kind()), binding.direction());
    return new BoundAccess(
        kind,
        settings.of(kind, run.namespace(), run.function(), binding.options()),
        data(run, value),
        bytes(value),
        () -> run.deadline() - ticker.nanos(),
        limit,
        new HashMap<>());
  }

  private static Map<String, JsonNode> data(Run run, @Nullable JsonNode value) {
    Map<String, JsonNode> data = new HashMap<>(run.event().data());
    if (value != null) {
      data.put(DirectedKind.VALUE, value);
    }
    return data;
  }

  private static byte[] bytes(@Nullable JsonNode value) {
    try {
      return value == null ? new byte[0] : JSON.writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What is done with a resource. */
  private interface Use<T> {
    T with(Resource resource) throws Exception;
  }

  private <T> T use(Run run, Binding binding, Use<T> use) throws BindingException {
    OpenResources.Open one = null;
    try {
      one = take(run.namespace(), binding);
      return use.with(one.resource());
    } catch (Template.MissingException e) {
      throw new BindingException(
          ErrorCode.BINDING_VALUE_MISSING,
          "The binding '" + binding.name() + "' needs {" + e.path() + "}, which is not there.");
    } catch (TooLargeException e) {
      throw tooLarge(binding, run);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failed(binding, "It was interrupted.");
    } catch (Exception e) {
      throw failed(binding, message(e));
    } finally {
      if (one != null) {
        resources.leave(one);
      }
    }
  }

  private OpenResources.Open take(String namespace, Binding binding) throws InterruptedException {
    BindingKind kind = kinds.require(binding.kind());
    Map<String, Value> said = new HashMap<>(binding.options());
    said.keySet().retainAll(kind.connection());
    return resources.take(
        new OpenResources.Key(namespace, binding.kind(), said),
        () -> {
          Settings connection = open.of(kind, namespace, "bindings", said);
          return kind.open(connection);
        });
  }

  private <T> T within(Run run, Callable<T> work) throws BindingException {
    Future<T> done;
    try {
      done = threads.submit(work);
    } catch (RejectedExecutionException e) {
      throw new BindingException(
          ErrorCode.BINDING_FAILED, "Too many invocations wait for their bindings.");
    }
    try {
      return done.get(Math.max(0, run.deadline() - ticker.nanos()), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      done.cancel(true);
      throw timedOut(run);
    } catch (InterruptedException e) {
      done.cancel(true);
      Thread.currentThread().interrupt();
      throw new BindingException(ErrorCode.BINDING_FAILED, "The server is being stopped.");
    } catch (ExecutionException e) {
      if (e.getCause() instanceof BindingException failed) {
        throw run.deadline() - ticker.nanos() > 0 ? failed : timedOut(run);
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  private static BindingException timedOut(Run run) {
    return new BindingException(
        ErrorCode.FUNCTION_TIMED_OUT,
        "Its bindings were not done within the "
            + run.timeout().toMillis() / 1e3
            + " s of the function's timeout.");
  }

  private static BindingException failed(Binding binding, String why) {
    return new BindingException(
        ErrorCode.BINDING_FAILED,
        "The binding '"
            + binding.name()
            + "' could not be "
            + (binding.direction() == Direction.IN ? "read: " : "written: ")
            + why);
  }

  private static BindingException tooLarge(Binding binding, Run run) {
    return new BindingException(
        ErrorCode.BINDING_TOO_LARGE,
        "The binding '"
            + binding.name()
            + "' reads too much: all of a function's may have "
            + run.limit()
            + " bytes.");
  }

  private static String message(Exception e) {
    String message = e.getMessage();
    String detail = message == null ? e.getClass().getSimpleName() : message;
    String hint = e instanceof SluiceException core ? core.hint() : null;
    return Text.shorten(hint == null ? detail : detail + " " + hint, MAX_MESSAGE);
  }

  /** Closes connections; what is being read fails. */
  @Override
  public void close() {
    threads.shutdownNow();
    resources.close();
  }
}

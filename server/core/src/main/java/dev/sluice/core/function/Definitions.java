package dev.sluice.core.function;

import dev.sluice.api.CodeSource;
import dev.sluice.api.ErrorCode;
import dev.sluice.api.FunctionSpec;
import dev.sluice.core.SluiceException;
import dev.sluice.core.Text;
import dev.sluice.core.binding.Binding;
import dev.sluice.core.binding.BindingRules;
import dev.sluice.core.code.StoredCode;
import dev.sluice.spi.sandbox.InstanceSpec.Network;
import dev.sluice.spi.sandbox.RuntimeDescriptor;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Makes valid definitions out of what callers ask for. Thread-safe. */
final class Definitions {
  private static final int MAX_LABELS = 64;
  private static final int MAX_LABEL_CHARS = 256;

  private final Runtimes runtimes;
  private final BindingRules bindings;

  Definitions(Runtimes runtimes, BindingRules bindings) {
    this.runtimes = runtimes;
    this.bindings = bindings;
  }

  /**
   * A definition from nothing, or from what stays of another one; code comes last, as it can take
   * its time.
   *
   * @param kept the code where none is given; null for none
   */
  Definition make(
      FunctionSpec spec, @Nullable Definition base, @Nullable StoredCode kept, CodeIntake intake) {
    RuntimeDescriptor runtime = runtimes.require(runtime(spec, base));
    String handler = handler(runtime, either(spec.handler(), base, Definition::handler));
    int memoryMiB = Limits.memory(either(spec.memoryMiB(), base, Definition::memoryMiB));
    double cpus = Limits.cpus(either(spec.cpus(), base, Definition::cpus));
    Network network = network(spec, base);
    Duration timeout =
        spec.timeoutSeconds() == null && base != null
            ? base.timeout()
            : Limits.timeout(spec.timeoutSeconds());
    Scaling scaling = scaling(runtime, spec, base);
    Map<String, String> environment =
        Environments.plain(either(spec.environment(), base, Definition::environment));
    Map<String, ValueFrom> environmentFrom =
        Environments.from(
            either(spec.environmentFrom(), base, is -> ValueFrom.sources(is.environmentFrom())),
            environment);
    AsyncPolicy async =
        spec.async() == null && base != null ? base.async() : AsyncPolicies.of(spec.async());
    List<Binding> bound =
        spec.bindings() == null && base != null
            ? base.bindings()
            : bindings.make(
                intake.namespace(), spec.bindings() == null ? List.of() : spec.bindings());
    StoredCode code = code(runtime, handler, spec.code(), kept, intake);
    return new Definition(
        runtime.name(),
        handler,
        code,
        memoryMiB,
        cpus,
        network,
        timeout,
        scaling,
        environment,
        environmentFrom,
        async,
        bound,
        role(spec.role(), base),
        spec.logRetentionDays() == null && base != null
            ? base.logRetention()
            : Limits.logRetention(spec.logRetentionDays()));
  }

  private static Scaling scaling(
      RuntimeDescriptor runtime, FunctionSpec spec, @Nullable Definition base) {
    Scaling scaling =
        Limits.scaling(
            either(spec.minInstances(), base, is -> is.scaling().minInstances()),
            either(spec.maxInstances(), base, is -> is.scaling().maxInstances()),
            either(spec.instanceConcurrency(), base, is -> is.scaling().instanceConcurrency()));
    if (scaling.instanceConcurrency() > 1 && !runtime.servesSeveral()) {
      throw new SluiceException(
          ErrorCode.CONCURRENCY_UNSUPPORTED,
          "An instance of the runtime '" + runtime.name() + "' serves one call at a time.",
          "Set instanceConcurrency to 1, or use python3, nodejs or java.");
    }
    return scaling;
  }

  /** An empty one is none. */
  private static @Nullable String role(@Nullable String given, @Nullable Definition base) {
    if (given == null) {
      return base == null ? null : base.role();
    }
    return given.isEmpty() ? null : given;
  }

  /** Images run by themselves: who creates a function of one need not say by what. */
  private @Nullable String runtime(FunctionSpec spec, @Nullable Definition base) {
    String given = either(spec.runtime(), base, Definition::runtime);
    CodeSource code = spec.code();
    return given == null && code != null && code.image() != null ? runtimes.ofImages() : given;
  }

  /** What it will see of the network. */
  static Network network(FunctionSpec spec, @Nullable Definition base) {
    return spec.network() == null && base != null ? base.network() : Limits.network(spec.network());
  }

  /** The same definition with other code. */
  Definition withCode(Definition definition, CodeSource source, CodeIntake intake) {
    return definition.with(
        intake.take(
            runtimes.require(definition.runtime()),
            definition.handler(),
            source,
            definition.code()));
  }

  /** The same definition with other code that is stored already, and not built. */
  Definition withStored(Definition definition, StoredCode source, CodeIntake intake) {
    return definition.with(
        intake.takeStored(
            runtimes.require(definition.runtime()), source, definition.code().origin().build()));
  }

  /** The same definition with what is now where its code is from; itself where that is the same. */
  Definition refreshed(Definition definition, CodeIntake intake) {
    StoredCode code = intake.refresh(runtimes.require(definition.runtime()), definition.code());
    return code.equals(definition.code()) ? definition : definition.with(code);
  }

  private static StoredCode code(
      RuntimeDescriptor runtime,
      String handler,
      @Nullable CodeSource source,
      @Nullable StoredCode kept,
      CodeIntake intake) {
    if (source != null) {
      return intake.take(runtime, handler, source, kept);
    }
    if (kept == null) {
      throw new SluiceException(
          ErrorCode.MISSING_CODE,
          "The function has no code.",
          "Give one of code.inline, code.zip, code.git, code.object and code.image.");
    }
    return intake.keep(runtime, handler, kept);
  }

  private static String handler(RuntimeDescriptor runtime, @Nullable String given) {
    String handler = given == null || given.isBlank() ? runtime.defaultHandler() : given;
    if (handler == null) {
      throw new SluiceException(
          ErrorCode.MISSING_HANDLER,
          "The function names no handler.",
          "A handler for " + runtime.name() + " looks like '" + runtime.handlerExample() + "'.");
    }
    String wrong = runtime.checkHandler(handler);
    if (wrong != null) {
      throw new SluiceException(
          ErrorCode.INVALID_HANDLER,
          wrong,
          "A handler for " + runtime.name() + " looks like '" + runtime.handlerExample() + "'.");
    }
    return handler;
  }

  static Map<String, String> labels(@Nullable Map<String, String> labels) {
    if (labels == null) {
      return Map.of();
    }
    if (labels.size() > MAX_LABELS) {
      throw invalid("There are " + labels.size() + " labels.", "Use at most " + MAX_LABELS + ".");
    }
    for (Map.Entry<String, String> label : labels.entrySet()) {
      requireText("labels", label.getKey(), label.getValue());
      if (label.getKey().isBlank()
          || label.getKey().contains("=")
          || label.getKey().length() > MAX_LABEL_CHARS
          || label.getValue().length() > MAX_LABEL_CHARS) {
        throw invalid(
            "The label '" + Text.shorten(label.getKey(), 80) + "' is not valid.",
            "Keys are not empty and have no '='; keys and values have at most 256 characters.");
      }
    }
    return labels;
  }

  static void requireText(String field, String key, @Nullable String text) {
    if (text == null || text.indexOf('\0') >= 0 || key.indexOf('\0') >= 0) {
      throw invalid(
          "The value of '" + Text.shorten(key, 80) + "' in " + field + " is not text.",
          "Values are strings without NUL characters.");
    }
  }

  private static SluiceException invalid(String detail, String hint) {
    return new SluiceException(ErrorCode.INVALID_REQUEST, detail, hint);
  }

  private static <T> @Nullable T either(
      @Nullable T given, @Nullable Definition base, Function<Definition, @Nullable T> of) {
    return given == null && base != null ? of.apply(base) : given;
  }
}

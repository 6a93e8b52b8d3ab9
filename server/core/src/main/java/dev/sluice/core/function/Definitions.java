package dev.sluice.core.function;

import dev.sluice.api.CodeSource;
import dev.sluice.api.ErrorCode;
import dev.sluice.api.FunctionSpec;
import dev.sluice.core.SluiceException;
import dev.sluice.core.Text;
import dev.sluice.core.code.CodeStore;
import dev.sluice.core.code.StoredCode;
import dev.sluice.spi.sandbox.InstanceSpec.Network;
import dev.sluice.spi.sandbox.RuntimeDescriptor;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Makes valid definitions out of what callers ask for. Thread-safe. */
final class Definitions {
  private static final int MAX_INLINE_CHARS = 4 << 20;
  private static final int MAX_LABELS = 64;
  private static final int MAX_LABEL_CHARS = 256;
  private static final int MAX_DESCRIPTION_CHARS = 1024;

  private final Runtimes runtimes;
  private final CodeStore store;

  Definitions(Runtimes runtimes, CodeStore store) {
    this.runtimes = runtimes;
    this.store = store;
  }

  /** A definition from nothing, or from what stays of another one. */
  Definition make(FunctionSpec spec, @Nullable Definition base) {
    RuntimeDescriptor runtime = runtimes.require(either(spec.runtime(), base, Definition::runtime));
    String handler = handler(runtime, either(spec.handler(), base, Definition::handler));
    int memoryMiB = Limits.memory(either(spec.memoryMiB(), base, Definition::memoryMiB));
    double cpus = Limits.cpus(either(spec.cpus(), base, Definition::cpus));
    Network network =
        spec.network() == null && base != null ? base.network() : Limits.network(spec.network());
    Duration timeout =
        spec.timeoutSeconds() == null && base != null
            ? base.timeout()
            : Limits.timeout(spec.timeoutSeconds());
    Scaling scaling =
        Limits.scaling(
            either(spec.minInstances(), base, is -> is.scaling().minInstances()),
            either(spec.maxInstances(), base, is -> is.scaling().maxInstances()));
    Map<String, String> environment =
        Environments.plain(either(spec.environment(), base, Definition::environment));
    Map<String, ValueFrom> environmentFrom =
        Environments.from(
            either(spec.environmentFrom(), base, is -> Environments.sources(is.environmentFrom())),
            environment);
    StoredCode code = code(runtime, handler, spec.code(), base);
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
        environmentFrom);
  }

  /** The same definition with other code. */
  Definition withCode(Definition definition, CodeSource source) {
    RuntimeDescriptor runtime = runtimes.require(definition.runtime());
    return definition.with(put(runtime, definition.handler(), source));
  }

  /** The same definition with the code of an archive. */
  Definition withZip(Definition definition, InputStream archive) {
    return definition.with(store.putZip(archive));
  }

  private StoredCode code(
      RuntimeDescriptor runtime,
      String handler,
      @Nullable CodeSource source,
      @Nullable Definition base) {
    if (source != null) {
      return put(runtime, handler, source);
    }
    if (base == null) {
      throw new SluiceException(
          ErrorCode.MISSING_CODE,
          "The function has no code.",
          "Give code.inline with the source text, or code.zip with an archive.");
    }
    if (base.code().kind() == StoredCode.Kind.INLINE) {
      // Inline code lives in the file that the handler names: it moves with the handler.
      String text = store.inlineText(base.code().digest());
      return store.putInline(runtime.inlineFile(handler, text), text);
    }
    return base.code();
  }

  private StoredCode put(RuntimeDescriptor runtime, String handler, CodeSource source) {
    String text = source.inline();
    byte[] archive = source.zip();
    if (archive != null && text == null) {
      return store.putZip(new ByteArrayInputStream(archive));
    }
    if (text == null || archive != null) {
      throw new SluiceException(
          ErrorCode.MISSING_CODE,
          "The code needs exactly one source.",
          "Give either inline or zip.");
    }
    if (text.isBlank()) {
      throw new SluiceException(
          ErrorCode.MISSING_CODE, "The inline code is empty.", "Give the source text.");
    }
    if (text.length() > MAX_INLINE_CHARS) {
      throw new SluiceException(
          ErrorCode.ARCHIVE_TOO_LARGE,
          "The inline code has more than " + MAX_INLINE_CHARS + " characters.",
          "Put large code into a zip archive.");
    }
    return store.putInline(runtime.inlineFile(handler, text), text);
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

  static String description(@Nullable String description) {
    if (description == null) {
      return "";
    }
    if (description.length() > MAX_DESCRIPTION_CHARS || description.indexOf('\0') >= 0) {
      throw invalid(
          "The description is not valid.",
          "It has at most " + MAX_DESCRIPTION_CHARS + " characters.");
    }
    return description;
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

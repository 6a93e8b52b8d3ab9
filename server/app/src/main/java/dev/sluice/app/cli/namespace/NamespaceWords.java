package dev.sluice.app.cli.namespace;

import dev.sluice.api.NamespaceInfo;
import dev.sluice.app.cli.text.Facts;
import dev.sluice.app.cli.text.Words;
import org.jspecify.annotations.Nullable;

/** Namespaces for people. */
final class NamespaceWords {
  private NamespaceWords() {}

  static String of(NamespaceInfo is) {
    return new Facts()
        .put("Namespace", is.name())
        .put("Description", is.description())
        .put("Functions", use(Integer.toString(is.functions()), count(is.maxFunctions())))
        .put("Code", use(Words.bytes(is.codeBytes()), size(is.maxCodeBytes())))
        .put("Log", limit(size(is.maxLogBytes())))
        .put("Concurrency", limit(count(is.maxConcurrency())))
        .put("Invocations", limit(perMinute(is.maxInvocationsPerMinute())))
        .put("Host network", network(is.hostNetwork()))
        .render();
  }

  private static String use(String is, @Nullable String most) {
    return most == null ? is : is + " of " + most;
  }

  static String limit(@Nullable String most) {
    return most == null ? "no limit" : "at most " + most;
  }

  static @Nullable String count(@Nullable Integer most) {
    return most == null ? null : most.toString();
  }

  static @Nullable String size(@Nullable Long most) {
    return most == null ? null : Words.bytes(most);
  }

  private static @Nullable String perMinute(@Nullable Integer most) {
    return most == null ? null : most + " a minute";
  }

  private static String network(@Nullable Boolean allowed) {
    return allowed == null ? "as the server is set" : allowed ? "allowed" : "not allowed";
  }
}

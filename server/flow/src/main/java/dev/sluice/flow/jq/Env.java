package dev.sluice.flow.jq;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is bound around a term: variables, arguments of functions, labels; the newest first. Where a
 * name is was found when the expression was compiled. Immutable.
 */
final class Env {
  private final Evaluation run;
  private final @Nullable Env parent;
  private final JsonNode value;
  private final @Nullable Term body;
  private final @Nullable Env home;

  Env(Evaluation run) {
    this(run, null, NullNode.instance, null, null);
  }

  private Env(
      Evaluation run,
      @Nullable Env parent,
      JsonNode value,
      @Nullable Term body,
      @Nullable Env home) {
    this.run = run;
    this.parent = parent;
    this.value = value;
    this.body = body;
    this.home = home;
  }

  /** With a variable, or a label, which is the new environment itself. */
  Env with(JsonNode variable) {
    return new Env(run, this, variable, null, null);
  }

  /** With an argument that is evaluated where the call is. */
  Env with(Term argument, Env caller) {
    return new Env(run, this, NullNode.instance, argument, caller);
  }

  Env up(int levels) {
    Env env = this;
    for (int i = 0; i < levels; i++) {
      env = Objects.requireNonNull(env.parent);
    }
    return env;
  }

  Evaluation run() {
    return run;
  }

  JsonNode value() {
    return value;
  }

  Term body() {
    return Objects.requireNonNull(body);
  }

  Env home() {
    return Objects.requireNonNull(home);
  }
}

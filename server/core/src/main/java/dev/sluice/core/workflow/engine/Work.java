package dev.sluice.core.workflow.engine;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.flow.jq.JqExpression;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a task does, compiled. Scopes and tasks are numbers in their program. Immutable. */
sealed interface Work {
  /** Gives data. */
  record Set(Template value) implements Work {}

  /** Decides what comes next: the first case that holds. */
  record Switch(List<Case> cases) implements Work {}

  /**
   * A case of a switch.
   *
   * @param when null where it takes all that is left
   * @param next a task of the scope, or a directive of {@link Program}
   */
  record Case(String name, @Nullable JqExpression when, int next) {}

  /** Tasks one after the other. */
  record Do(int scope) implements Work {}

  /** Tasks for each of some items. */
  record For(String each, String at, JqExpression in, @Nullable JqExpression during, int scope)
      implements Work {}

  /**
   * Branches at once.
   *
   * @param branches scopes of one task each
   * @param compete whether the first one that is done ends the others
   */
  record Fork(List<Integer> branches, boolean compete) implements Work {}

  /**
   * Tasks whose errors are caught.
   *
   * @param handler the scope that handles an error; negative for none
   */
  record Try(int scope, Catch rule, int handler) implements Work {}

  /** Which errors are caught, and what is done about them. */
  record Catch(
      @Nullable JsonNode filter,
      String as,
      @Nullable JqExpression when,
      @Nullable JqExpression exceptWhen,
      @Nullable Retry retry) {}

  /** Raises an error. */
  record Raise(Template error) implements Work {}

  /** Waits for a time, or until one. */
  record Wait(Delay delay) implements Work {}

  /** Waits for events. */
  record Listen(Subscription events, Read read, @Nullable Each each) implements Work {}

  /** What of an event is given. */
  enum Read {
    DATA,
    ENVELOPE,
    RAW
  }

  /** What is done with each event. */
  record Each(String item, String at, int scope, @Nullable Template output) {}

  /** Emits an event. */
  record Emit(Template event) implements Work {}

  /**
   * Calls something outside.
   *
   * @param kind {@code function}, {@code http}, {@code openapi} or {@code workflow}
   * @param target the function's or workflow's name; empty for others
   * @param arguments as they are written
   * @param shown the arguments as histories have them, without secrets
   * @param authentication of an endpoint, filled only when the call is made
   * @param await whether its result is waited for
   */
  record Call(
      String kind,
      String target,
      Template arguments,
      Template shown,
      @Nullable Template authentication,
      boolean await)
      implements Work {

    static Call of(
        String kind,
        String target,
        Template arguments,
        @Nullable Template authentication,
        boolean await) {
      return new Call(kind, target, arguments, arguments.shown(), authentication, await);
    }
  }

  /** Runs a task that {@code use} defines, in a scope of its own, with these arguments. */
  record Use(int scope, @Nullable Template arguments) implements Work {}
}

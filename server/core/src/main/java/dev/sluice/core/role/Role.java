package dev.sluice.core.role;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A role of a namespace. What none of its patterns is for is denied. Immutable, thread-safe.
 *
 * @param revision 1 and up
 * @param manifest whose it is, or null
 */
public record Role(
    String namespace,
    String name,
    String description,
    Allowed allowed,
    Instant createdAt,
    Instant modifiedAt,
    long revision,
    @Nullable String manifest) {

  /**
   * Patterns in which {@code *} stands for any characters.
   *
   * @param invoke names of functions
   * @param secrets names of secrets
   * @param emit types of events
   * @param bindings names of bindings, or {@code kind:} with a kind
   */
  public record Allowed(
      List<String> invoke, List<String> secrets, List<String> emit, List<String> bindings) {
    public Allowed {
      invoke = List.copyOf(invoke);
      secrets = List.copyOf(secrets);
      emit = List.copyOf(emit);
      bindings = List.copyOf(bindings);
    }
  }

  boolean allows(Deed deed) {
    return switch (deed.kind()) {
      case INVOKE -> Patterns.match(allowed.invoke(), deed.what());
      case SECRET -> Patterns.match(allowed.secrets(), deed.what());
      case EMIT -> Patterns.match(allowed.emit(), deed.what());
      case BINDING ->
          Patterns.match(allowed.bindings(), deed.what())
              || Patterns.match(allowed.bindings(), "kind:" + deed.of());
    };
  }

  /**
   * Something that a function wants to do.
   *
   * @param what the name of the function, secret or binding, or the type of the event
   * @param of the kind of the binding, else empty
   */
  public record Deed(Kind kind, String what, String of) {
    public Deed(Kind kind, String what) {
      this(kind, what, "");
    }

    /** What can be allowed. */
    public enum Kind {
      INVOKE("invoke the function", "invoke"),
      SECRET("read the secret", "secrets"),
      EMIT("emit events of the type", "emit"),
      BINDING("use the binding", "bindings");

      private final String words;
      private final String field;

      Kind(String words, String field) {
        this.words = words;
        this.field = field;
      }

      String words() {
        return words;
      }

      String field() {
        return field;
      }
    }
  }
}

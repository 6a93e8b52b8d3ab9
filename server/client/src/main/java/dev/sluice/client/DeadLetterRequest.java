package dev.sluice.client;

import org.jspecify.annotations.Nullable;

/**
 * Which dead letters; a null field does not restrict.
 *
 * @param error a part of the code, type or message of the failure
 */
public record DeadLetterRequest(
    @Nullable String function, @Nullable String association, @Nullable String error) {

  /** All of one function. */
  public static DeadLetterRequest of(@Nullable String function) {
    return new DeadLetterRequest(function, null, null);
  }

  Paths path(String... below) {
    String[] all = new String[below.length + 1];
    all[0] = "dead-letters";
    System.arraycopy(below, 0, all, 1, below.length);
    return Paths.of(all)
        .with("function", function)
        .with("association", association)
        .with("error", error);
  }
}

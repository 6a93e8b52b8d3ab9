package dev.sluice.app.cli.deadletter;

import dev.sluice.client.DeadLetterRequest;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say which dead letters are meant. */
final class Which {
  @Option(names = "--function", paramLabel = "NAME", description = "Only of this function.")
  @Nullable String function;

  @Option(
      names = "--association",
      paramLabel = "NAME",
      description = "Only of this association's events.")
  @Nullable String association;

  @Option(
      names = "--error",
      paramLabel = "TEXT",
      description = "Only where the error's code, type or message has this text.")
  @Nullable String error;

  boolean given() {
    return function != null || association != null || error != null;
  }

  DeadLetterRequest request() {
    return new DeadLetterRequest(function, association, error);
  }
}

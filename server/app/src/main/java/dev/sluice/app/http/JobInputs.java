package dev.sluice.app.http;

import dev.sluice.api.ErrorCode;
import dev.sluice.api.JobSpec;
import dev.sluice.core.SluiceException;
import dev.sluice.core.job.JobInput;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The items of jobs as callers give them. */
final class JobInputs {
  private JobInputs() {}

  /**
   * The items.
   *
   * @return null for those of a range, and where there are none
   * @throws SluiceException {@code INVALID_REQUEST} where there are several kinds of them
   */
  static @Nullable JobInput of(JobSpec spec) {
    long given =
        Stream.of(spec.items() != null, spec.lines() != null, spec.range() != null)
            .filter(is -> is)
            .count();
    if (given > 1) {
      throw new SluiceException(
          ErrorCode.INVALID_REQUEST,
          "The job has several inputs.",
          "Give it one of items, lines and range.");
    }
    if (spec.items() != null) {
      JobInput input = new JobInput();
      for (Object item : spec.items()) {
        input.add(Json.write(item));
      }
      return input;
    }
    if (spec.lines() != null) {
      JobInput input = new JobInput();
      spec.lines()
          .lines()
          .filter(line -> !line.isEmpty())
          .forEach(line -> input.add(Json.write(line)));
      return input;
    }
    return null;
  }
}

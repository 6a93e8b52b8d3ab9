package dev.sluice.app.http;

import dev.sluice.api.ErrorCode;
import dev.sluice.api.JobSpec;
import dev.sluice.core.SluiceException;
import dev.sluice.core.access.Caller;
import dev.sluice.core.job.JobInput;
import dev.sluice.core.job.JobObjects;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The items of jobs as callers give them. Thread-safe. */
final class JobInputs {
  private static final String LINES = "lines";
  private static final String JSON = "json";

  private final JobObjects objects;

  /** Fetches objects by these. */
  JobInputs(JobObjects objects) {
    this.objects = objects;
  }

  /**
   * Checks what can be known before anything is fetched.
   *
   * @throws SluiceException {@code INVALID_REQUEST}
   */
  static void check(JobSpec spec) {
    if (Stream.of(spec.items(), spec.lines(), spec.range(), spec.object())
            .filter(Objects::nonNull)
            .count()
        > 1) {
      throw invalid(
          "The job has several inputs.", "Give it one of items, lines, range and object.");
    }
    String format = spec.format();
    if (format != null && spec.object() == null) {
      throw invalid("The job has a format and no object.", "Leave format out.");
    }
    if (format != null && !format.equals(LINES) && !format.equals(JSON)) {
      throw invalid(
          "The format of the object is unknown.",
          "Give lines, or json for a JSON array or JSON values one after the other.");
    }
  }

  /**
   * The items.
   *
   * @return null for those of a range, and where there are none
   * @throws SluiceException why there are none
   */
  @Nullable JobInput of(Caller caller, JobSpec spec) {
    if (spec.items() != null) {
      JobInput input = new JobInput();
      for (Object item : spec.items()) {
        input.add(Json.write(item));
      }
      return input;
    }
    if (spec.lines() != null) {
      return input(spec.lines().lines());
    }
    if (spec.object() == null) {
      return null;
    }
    return objects.fetch(
        caller, spec.object(), JSON.equals(spec.format()) ? JobInputs::values : JobInputs::lines);
  }

  private static JobInput input(Stream<String> lines) {
    JobInput input = new JobInput();
    lines.filter(line -> !line.isEmpty()).forEach(line -> input.add(Json.write(line)));
    return input;
  }

  private static JobInput lines(InputStream object) {
    try {
      return input(
          new BufferedReader(new InputStreamReader(object, StandardCharsets.UTF_8.newDecoder()))
              .lines());
    } catch (UncheckedIOException e) {
      if (e.getCause() instanceof CharacterCodingException) {
        throw invalid("The object is not text in UTF-8.", "Encode its lines in UTF-8.");
      }
      throw e;
    }
  }

  private static JobInput values(InputStream object) throws IOException {
    JobInput input = new JobInput();
    Json.eachItem(object, input::add);
    return input;
  }

  private static SluiceException invalid(String detail, String hint) {
    return new SluiceException(ErrorCode.INVALID_REQUEST, detail, hint);
  }
}

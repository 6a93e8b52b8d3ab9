package dev.sluice.store.invocation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.api.ErrorCode;
import dev.sluice.core.invocation.InvocationRecord.Failure;
import dev.sluice.store.sql.StoredText;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Failures as JSON text. */
public final class FailureJson {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** What the column takes. */
  private static final int MAX_CHARS = 1_000_000;

  /** What a message or frame keeps when the whole is too long; escaped it is at most six times. */
  private static final int SHORT_CHARS = 4_000;

  private FailureJson() {}

  /** The stored form: the code as on the wire, which is stable. */
  private record Stored(String code, String type, String message, List<String> stack) {}

  /** What to bind. */
  public static @Nullable String write(@Nullable Failure failure) {
    if (failure == null) {
      return null;
    }
    String json = write(failure.type(), failure.message(), failure);
    if (json.length() > MAX_CHARS) {
      String type = StoredText.of(failure.type(), SHORT_CHARS);
      String message = StoredText.of(failure.message(), SHORT_CHARS);
      json = write(type, message, new Failure(failure.code(), type, message, List.of()));
    }
    return StoredText.of(json, MAX_CHARS);
  }

  private static String write(String type, String message, Failure failure) {
    try {
      return JSON.writeValueAsString(
          new Stored(failure.code().code(), type, message, failure.stack()));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The failure of a column. */
  public static @Nullable Failure read(@Nullable String json) {
    if (json == null) {
      return null;
    }
    try {
      Stored stored = JSON.readValue(json, Stored.class);
      return new Failure(
          ErrorCode.of(stored.code()).orElse(ErrorCode.INTERNAL),
          stored.type(),
          stored.message(),
          stored.stack());
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}

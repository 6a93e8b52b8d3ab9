package dev.sluice.core;

import dev.sluice.api.ErrorCode;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The one exception that leaves the core: a refusal or failure with a stable code. */
public final class SluiceException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ErrorCode code;
  private final @Nullable String hint;
  private @Nullable Duration retryAfter;

  /**
   * A refusal.
   *
   * @param detail what happened this time, one sentence
   * @param hint what to do next, one sentence, or null
   */
  public SluiceException(ErrorCode code, String detail, @Nullable String hint) {
    this(code, detail, hint, null);
  }

  /** A failure with its cause, which goes to the log and not to the caller. */
  public SluiceException(
      ErrorCode code, String detail, @Nullable String hint, @Nullable Throwable cause) {
    super(detail, cause);
    this.code = code;
    this.hint = hint;
  }

  /** What is asked for must wait for another server, or for this one's next start. */
  public static SluiceException shuttingDown() {
    return new SluiceException(
        ErrorCode.SHUTTING_DOWN, "The server is shutting down.", "Send the request again later.");
  }

  /** A refusal that needs no hint. */
  public static SluiceException of(ErrorCode code, String detail) {
    return new SluiceException(code, detail, null);
  }

  /** The same, for a caller who should try again after this time and not earlier. */
  public SluiceException retryAfter(Duration wait) {
    this.retryAfter = wait;
    return this;
  }

  /** How long to wait before trying again, or null where that is not known. */
  public @Nullable Duration retryAfter() {
    return retryAfter;
  }

  public ErrorCode code() {
    return code;
  }

  /** What to do next, or null. */
  public @Nullable String hint() {
    return hint;
  }

  /** What happened this time, one sentence. */
  public String detail() {
    return String.valueOf(getMessage());
  }
}

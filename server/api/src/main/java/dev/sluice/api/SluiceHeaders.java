package dev.sluice.api;

/** Names of the platform's own HTTP headers. */
public final class SluiceHeaders {
  public static final String NAMESPACE = "Sluice-Namespace";
  public static final String INVOCATION_ID = "Sluice-Invocation-Id";
  public static final String VERSION = "Sluice-Version";
  public static final String START = "Sluice-Start";
  public static final String DURATION_MS = "Sluice-Duration-Ms";
  public static final String FUNCTION_ERROR = "Sluice-Function-Error";

  /** The last lines of the log, base64 of UTF-8, at most 4 KiB, when asked by {@code log=tail}. */
  public static final String LOG_TAIL = "Sluice-Log-Tail";

  private SluiceHeaders() {}
}

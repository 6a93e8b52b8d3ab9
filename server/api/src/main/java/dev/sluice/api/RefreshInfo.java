package dev.sluice.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/**
 * What a refresh of a function's code has done.
 *
 * @param result {@code changed}, or {@code unchanged} where the same revision is still there
 * @param revision that is there: the commit, or the checksum of the archive
 * @param function as it is now
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record RefreshInfo(String result, String revision, FunctionInfo function) {
  /** The result of a refresh that brought another revision. */
  public static final String CHANGED = "changed";

  /** The result of one that found what was there. */
  public static final String UNCHANGED = "unchanged";
}

package dev.sluice.studio.core.editor;

import dev.sluice.api.FunctionInfo;
import org.jspecify.annotations.Nullable;

/**
 * What a function may do and how long its log is kept, as typed, right or wrong.
 *
 * @param role the name of a role; empty for none
 * @param logDays empty for as long as the server keeps lines
 */
public record DraftPolicy(String role, String logDays) {
  /** No role, and the server's time. */
  public static final DraftPolicy USUAL = new DraftPolicy("", "");

  /** What the server has. */
  static DraftPolicy of(FunctionInfo info) {
    String role = info.role();
    Double days = info.logRetentionDays();
    return new DraftPolicy(role == null ? "" : role, days == null ? "" : DraftLimits.plain(days));
  }

  /** The role for the server; null for none. */
  @Nullable String spokenRole() {
    return role.isBlank() ? null : role.strip();
  }

  /** The days for the server: they must be right; null for its own. */
  @Nullable Double spokenDays() {
    return logDays.isBlank() ? null : Double.valueOf(logDays.strip());
  }
}

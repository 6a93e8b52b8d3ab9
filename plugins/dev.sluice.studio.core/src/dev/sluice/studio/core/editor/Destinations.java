package dev.sluice.studio.core.editor;

import dev.sluice.api.AsyncSpec.Destination;
import org.jspecify.annotations.Nullable;

/**
 * Where results go, as the command line writes it: {@code audit}, {@code audit:live}, {@code
 * sink:done}, {@code workflow:after}.
 */
public final class Destinations {
  /** What stands before the name of a sink. */
  public static final String SINK = "sink:";

  /** What stands before the name of a workflow. */
  public static final String WORKFLOW = "workflow:";

  private static final String NAME = "[A-Za-z0-9][A-Za-z0-9_-]*";

  private Destinations() {}

  /** As text; empty for nowhere. */
  static String text(@Nullable Destination to) {
    if (to == null) {
      return "";
    }
    if (to.sink() != null) {
      return SINK + to.sink();
    }
    if (to.workflow() != null) {
      return WORKFLOW + to.workflow();
    }
    return to.function() + (to.qualifier() == null ? "" : ":" + to.qualifier());
  }

  /** Whether this is a destination, or nowhere. */
  static boolean right(String text) {
    return text.isBlank() || text.strip().matches(NAME + "(:" + NAME + ")?");
  }

  /** The destination of a text that is right; null for nowhere. */
  static @Nullable Destination parse(String text) {
    String to = text.strip();
    if (to.isEmpty()) {
      return null;
    }
    if (to.startsWith(SINK)) {
      return new Destination(null, null, to.substring(SINK.length()), null);
    }
    if (to.startsWith(WORKFLOW)) {
      return new Destination(null, null, null, to.substring(WORKFLOW.length()));
    }
    int colon = to.indexOf(':');
    String qualifier = colon < 0 ? null : to.substring(colon + 1);
    return new Destination(
        colon < 0 ? to : to.substring(0, colon), "latest".equals(qualifier) ? null : qualifier);
  }
}

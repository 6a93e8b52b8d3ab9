package dev.sluice.source.git;

import dev.sluice.spi.source.SourceEvent;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A ref that is not as it was.
 *
 * @param before null for a new one
 * @param after null for one that is gone
 */
record RefChange(String ref, @Nullable String before, @Nullable String after) {

  /** What differs, in the order of names. */
  static List<RefChange> between(Map<String, String> before, Map<String, String> after) {
    TreeSet<String> names = new TreeSet<>(before.keySet());
    names.addAll(after.keySet());
    List<RefChange> changes = new ArrayList<>();
    for (String name : names) {
      String old = before.get(name);
      String now = after.get(name);
      if (old == null ? now != null : !old.equals(now)) {
        changes.add(new RefChange(name, old, now));
      }
    }
    return changes;
  }

  /**
   * The event.
   *
   * @param round differs from time to time: a ref may go to and fro between two commits
   */
  SourceEvent event(String source, String repository, long round) {
    String id = ref + "#" + round + ":" + (after == null ? "" : after);
    String name = URLEncoder.encode(source, StandardCharsets.UTF_8).replace("+", "%20");
    String what = before == null ? "created" : after == null ? "deleted" : "updated";
    String data =
        "{\"repository\":%s,\"ref\":%s,\"before\":%s,\"after\":%s}"
            .formatted(json(repository), json(ref), json(before), json(after));
    return SourceEvent.of(id, "/" + GitSource.KIND + "/" + name, "dev.sluice.git." + what)
        .with("subject", ref)
        .with("before", before)
        .with("after", after)
        .data(data.getBytes(StandardCharsets.UTF_8), "application/json")
        .build();
  }

  /** Names of refs and addresses have no control characters. */
  private static String json(@Nullable String text) {
    return text == null ? "null" : '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}

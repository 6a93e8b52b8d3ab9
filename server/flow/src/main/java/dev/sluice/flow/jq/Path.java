package dev.sluice.flow.jq;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where a value is in the input. Immutable; its parts are shared with those of its siblings. */
final class Path {
  static final Path ROOT = new Path(null, NullNode.instance);

  private final @Nullable Path parent;
  private final JsonNode key;

  private Path(@Nullable Path parent, JsonNode key) {
    this.parent = parent;
    this.key = key;
  }

  /** Of a part of what is at a path; none where that has none. */
  static @Nullable Path child(@Nullable Path path, JsonNode key) {
    return path == null ? null : new Path(path, key);
  }

  /** Refuses a value that is in no place. */
  static Path require(@Nullable Path path, JsonNode value) {
    if (path == null) {
      throw new JqError("Invalid path expression with result " + JqError.brief(value));
    }
    return path;
  }

  List<JsonNode> keys() {
    List<JsonNode> keys = new ArrayList<>();
    for (Path at = this; at.parent != null; at = at.parent) {
      keys.add(at.key);
    }
    Collections.reverse(keys);
    return keys;
  }

  ArrayNode json() {
    return JsonNodeFactory.instance.arrayNode().addAll(keys());
  }
}

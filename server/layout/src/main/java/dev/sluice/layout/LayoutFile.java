package dev.sluice.layout;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Where people put states, as it is kept in a file beside the workflow's: {@code NAME.layout.json}.
 * What has no place here is laid out. Immutable.
 *
 * @param places by the states' keys, measured from the corner of their scope
 * @param closed keys of containers whose inside is not drawn
 */
public record LayoutFile(Direction direction, Map<String, Point> places, Set<String> closed) {
  /** All is laid out, downwards. */
  public static final LayoutFile EMPTY = new LayoutFile(Direction.DOWN, Map.of(), Set.of());

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  public LayoutFile {
    places = Map.copyOf(places);
    closed = Set.copyOf(closed);
  }

  /** The name of the file beside a workflow's. */
  public static String nameFor(String workflow) {
    return workflow + ".layout.json";
  }

  /** What a file says; one that cannot be read says nothing. */
  public static LayoutFile read(String text) {
    JsonNode root;
    try {
      root = JSON.readTree(text);
    } catch (JsonProcessingException e) {
      return EMPTY;
    }
    Map<String, Point> places = new LinkedHashMap<>();
    root.path("places")
        .properties()
        .forEach(
            entry -> {
              JsonNode x = entry.getValue().path("x");
              JsonNode y = entry.getValue().path("y");
              if (x.isNumber() && y.isNumber()) {
                places.put(entry.getKey(), new Point(x.doubleValue(), y.doubleValue()));
              }
            });
    Set<String> closed = new HashSet<>();
    root.path("closed").forEach(key -> closed.add(key.asText()));
    boolean right = root.path("direction").asText().equals("right");
    return new LayoutFile(right ? Direction.RIGHT : Direction.DOWN, places, closed);
  }

  /** The file: the same for the same places. */
  public String write() {
    ObjectNode root = JSON.createObjectNode();
    root.put("direction", direction == Direction.RIGHT ? "right" : "down");
    ObjectNode all = root.putObject("places");
    new TreeMap<>(places)
        .forEach(
            (key, place) ->
                all.putObject(key).put("x", Math.round(place.x())).put("y", Math.round(place.y())));
    closed.stream().sorted().forEach(root.withArray("closed")::add);
    try {
      return JSON.writeValueAsString(root) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Whether there is nothing that a layout would not say by itself. */
  public boolean isEmpty() {
    return equals(EMPTY);
  }

  /** With these places instead. */
  public LayoutFile withPlaces(Map<String, Point> now) {
    return new LayoutFile(direction, now, closed);
  }

  /** Going on elsewhere. */
  public LayoutFile withDirection(Direction now) {
    return new LayoutFile(now, places, closed);
  }

  /** With these containers closed instead. */
  public LayoutFile withClosed(Set<String> now) {
    return new LayoutFile(direction, places, now);
  }

  /** After a state has got another key, and all inside it. */
  public LayoutFile renamed(String key, String to) {
    Map<String, Point> moved = new LinkedHashMap<>();
    places.forEach((each, place) -> moved.put(renamed(each, key, to), place));
    Set<String> shut = new HashSet<>();
    closed.forEach(each -> shut.add(renamed(each, key, to)));
    return new LayoutFile(direction, moved, shut);
  }

  private static String renamed(String key, String from, String to) {
    boolean own = key.equals(from) || key.startsWith(from + "/");
    return own ? to + key.substring(from.length()) : key;
  }

  /**
   * Without what is about states that are not there.
   *
   * @param keys of those that are
   */
  public LayoutFile keeping(Collection<String> keys) {
    Map<String, Point> kept = new LinkedHashMap<>(places);
    // Starts and ends have places too, and no tasks.
    kept.keySet().removeIf(key -> !key.contains("/ ") && !keys.contains(key));
    Set<String> shut = new HashSet<>(closed);
    shut.retainAll(keys);
    return new LayoutFile(direction, kept, shut);
  }

  /** With all of a scope laid out again. */
  public LayoutFile withoutPlacesIn(String scopeKey) {
    Map<String, Point> kept = new LinkedHashMap<>(places);
    kept.keySet().removeIf(key -> key.startsWith(scopeKey + "/"));
    return withPlaces(kept);
  }
}

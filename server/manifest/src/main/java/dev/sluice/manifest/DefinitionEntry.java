package dev.sluice.manifest;

import dev.sluice.manifest.yaml.Place;
import java.util.Map;

/**
 * A source or a sink.
 *
 * @param thing {@code source} or {@code sink}
 * @param options texts, lists of texts, maps of texts, and {@code {"secret": NAME}}
 * @param paused of a source
 */
public record DefinitionEntry(
    Place place,
    String thing,
    String name,
    String kind,
    String description,
    Map<String, Object> options,
    boolean paused) {}

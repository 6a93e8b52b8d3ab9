package dev.sluice.manifest;

import dev.sluice.manifest.yaml.Place;
import org.jspecify.annotations.Nullable;

/**
 * A secret that must be there.
 *
 * @param variable of this process's environment, which has the value when there is no such secret
 *     yet; null when somebody sets it by hand
 */
public record SecretEntry(Place place, String name, @Nullable String variable) {}

package dev.sluice.manifest;

import dev.sluice.api.AssociationSpec;
import dev.sluice.manifest.yaml.Place;
import org.jspecify.annotations.Nullable;

/**
 * An association.
 *
 * @param spec what has its default is null, as the server shows it
 * @param state {@code enabled}, {@code paused} or {@code disabled}; null leaves it as it is
 */
public record AssociationEntry(
    Place place, String name, AssociationSpec spec, @Nullable String state) {}

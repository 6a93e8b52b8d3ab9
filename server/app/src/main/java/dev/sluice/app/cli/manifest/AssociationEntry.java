package dev.sluice.app.cli.manifest;

import dev.sluice.api.AssociationSpec;
import dev.sluice.app.cli.yaml.Place;
import org.jspecify.annotations.Nullable;

/**
 * An association.
 *
 * @param spec what has its default is null, as the server shows it
 * @param state {@code enabled}, {@code paused} or {@code disabled}; null leaves it as it is
 */
record AssociationEntry(Place place, String name, AssociationSpec spec, @Nullable String state) {}

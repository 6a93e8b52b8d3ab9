package dev.sluice.manifest;

import dev.sluice.api.FunctionSpec;
import dev.sluice.manifest.yaml.Place;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A function as it should be.
 *
 * @param definition all of it but the code; runtime and handler are null where the code's file name
 *     tells them, all else is given
 * @param publish what a new version says is new in it, possibly empty; null to publish none
 */
public record FunctionEntry(
    Place place,
    String name,
    FunctionSpec definition,
    CodeEntry code,
    boolean enabled,
    @Nullable String publish,
    List<AliasEntry> aliases) {}

package dev.sluice.manifest;

import dev.sluice.api.CodeSource;
import dev.sluice.manifest.yaml.Place;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where a function's code is; exactly one is given.
 *
 * @param inline the text of the one source file
 * @param path a source file, a folder or a zip archive; of an image, its archive or folder
 * @param image whether it is an image
 * @param remote where the server fetches it
 */
public record CodeEntry(
    Place place,
    @Nullable String inline,
    @Nullable Path path,
    boolean image,
    @Nullable CodeSource remote) {}

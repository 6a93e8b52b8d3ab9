/**
 * Manifests: a namespace as a file, compared with what the server has and brought about through the
 * client; nothing here is known to the server, and nothing prints.
 */
@NullMarked
package dev.sluice.manifest;

import org.jspecify.annotations.NullMarked;

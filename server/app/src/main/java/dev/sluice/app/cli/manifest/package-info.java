/**
 * {@code sluice apply} and {@code sluice export}: a namespace as a file, compared with what the
 * server has and brought about through the client; nothing here is known to the server.
 */
@NullMarked
package dev.sluice.app.cli.manifest;

import org.jspecify.annotations.NullMarked;

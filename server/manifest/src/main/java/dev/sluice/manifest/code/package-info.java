/** A file, a folder or an archive on this machine becomes code to upload. */
@NullMarked
package dev.sluice.manifest.code;

import org.jspecify.annotations.NullMarked;

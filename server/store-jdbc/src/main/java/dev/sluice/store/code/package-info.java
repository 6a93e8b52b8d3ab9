/**
 * Code on disk under its digest, and the unpacking of archives that nobody vouches for; nothing
 * here runs code, and no path from an archive is used before it was checked.
 */
@NullMarked
package dev.sluice.store.code;

import org.jspecify.annotations.NullMarked;

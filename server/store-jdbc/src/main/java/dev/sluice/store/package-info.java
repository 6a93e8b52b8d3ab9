/**
 * Opens the storage: core's ports on H2 or PostgreSQL; no rule of the platform may be here, and no
 * SQL outside the packages below.
 *
 * <p>What a change of a function has returned is on disk. PostgreSQL gives that by its synchronous
 * commit. H2 does not, neither when it saves its file by itself nor at its checkpoints; {@link
 * dev.sluice.store.H2Commits} says why, and saves the file in its place. A change commits, and then
 * waits for a save and a sync that <em>began after</em> its commit. One thread runs them one after
 * the other, each for all who wait by then, so that many writers share one fsync. Records of
 * invocations are nobody's promise and do not wait. Should the database have closed itself (a full
 * disk, say) and been opened anew by another connection, commits of before are lost, and only a
 * failing sync of the store that was open first tells; from then on every change is refused until
 * the server is started again.
 */
@NullMarked
package dev.sluice.store;

import org.jspecify.annotations.NullMarked;

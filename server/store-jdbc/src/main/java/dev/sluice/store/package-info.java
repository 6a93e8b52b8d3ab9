/**
 * Opens the storage: core's ports on H2 or PostgreSQL; no rule of the platform may be here, and no
 * SQL outside the packages below.
 *
 * <p>What a change of a function has returned is on disk. PostgreSQL gives that by its synchronous
 * commit. H2 does not: by default it writes half a second after the commit, which loses hundreds of
 * acknowledged commits when the process is killed, and even {@code WRITE_DELAY=0}, which survives
 * that, calls fsync once in thousands of commits and so loses them when the power goes. The one
 * statement that forces everything committed so far onto the disk is {@code CHECKPOINT SYNC}. So a
 * change on H2 commits with the default delay, which keeps the file small, and then waits for a
 * {@code CHECKPOINT SYNC} that <em>began after</em> its commit: one that was already running may
 * have collected its pages before the commit. One thread runs them one after the other, each for
 * all who wait by then, so that many writers share one fsync. Records of invocations are nobody's
 * promise and do not wait. The connection of that thread is opened first and never again: should
 * the database have closed itself (a full disk, say) and been opened anew by another connection,
 * commits of before are lost, and only a failing sync on the old connection tells; from then on
 * every change is refused until the server is started again.
 */
@NullMarked
package dev.sluice.store;

import org.jspecify.annotations.NullMarked;

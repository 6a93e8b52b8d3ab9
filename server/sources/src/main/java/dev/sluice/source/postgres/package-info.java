/**
 * Changes of rows of a PostgreSQL, as its logical decoding tells them (pgoutput) over the driver's
 * replication connection.
 */
@NullMarked
package dev.sluice.source.postgres;

import org.jspecify.annotations.NullMarked;

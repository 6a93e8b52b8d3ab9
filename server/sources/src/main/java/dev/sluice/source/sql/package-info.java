/** Bindings to databases: queries and statements with parameters. Nothing of the server's own. */
@NullMarked
package dev.sluice.source.sql;

import org.jspecify.annotations.NullMarked;

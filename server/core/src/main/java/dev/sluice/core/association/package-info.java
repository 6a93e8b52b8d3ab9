/** What connects sources of events with functions: n to m, with filters and a backlog. */
@NullMarked
package dev.sluice.core.association;

import org.jspecify.annotations.NullMarked;

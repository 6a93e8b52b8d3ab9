/** What walls an instance in: bubblewrap's arguments and cgroups. */
@NullMarked
package dev.sluice.sandbox.jail;

import org.jspecify.annotations.NullMarked;

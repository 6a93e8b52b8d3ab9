/** What walls an instance in: bubblewrap's arguments, the system call filter, cgroups. */
@NullMarked
package dev.sluice.sandbox.jail;

import org.jspecify.annotations.NullMarked;

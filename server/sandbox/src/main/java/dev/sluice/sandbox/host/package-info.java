/** Processes of language hosts: their start, their calls, their end, and those that wait. */
@NullMarked
package dev.sluice.sandbox.host;

import org.jspecify.annotations.NullMarked;

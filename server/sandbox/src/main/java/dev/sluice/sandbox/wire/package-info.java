/** What goes between server and language host: frames on a socket, lines on a pipe. */
@NullMarked
package dev.sluice.sandbox.wire;

import org.jspecify.annotations.NullMarked;

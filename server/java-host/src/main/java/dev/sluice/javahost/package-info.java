/**
 * The program inside an instance of the runtime {@code java}: it takes frames from the server and
 * calls the function. Nothing of it but the interfaces of AWS is seen by the function, and nothing
 * of the server's is seen by it.
 */
@NullMarked
package dev.sluice.javahost;

import org.jspecify.annotations.NullMarked;

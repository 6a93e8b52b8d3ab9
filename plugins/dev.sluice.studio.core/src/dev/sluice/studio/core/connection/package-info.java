/**
 * Finding a server, staying connected to it and calling it from jobs; nothing about what is called.
 */
@NullMarked
package dev.sluice.studio.core.connection;

import org.jspecify.annotations.NullMarked;

/**
 * The command line: the tree of verbs and its start; verbs speak to a server through the client
 * only.
 */
@NullMarked
package dev.sluice.app.cli;

import org.jspecify.annotations.NullMarked;

/** The verbs of invocation records; read only. */
@NullMarked
package dev.sluice.app.cli.invocation;

import org.jspecify.annotations.NullMarked;

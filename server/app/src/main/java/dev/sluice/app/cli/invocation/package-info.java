/** The verbs of invocations that run or ran. */
@NullMarked
package dev.sluice.app.cli.invocation;

import org.jspecify.annotations.NullMarked;

/** What is live: changes of functions, finished invocations and log lines as they happen. */
@NullMarked
package dev.sluice.core.live;

import org.jspecify.annotations.NullMarked;

/** Events that others send by HTTP, with or without a signature. */
@NullMarked
package dev.sluice.source.webhook;

import org.jspecify.annotations.NullMarked;

/** What an invocation answered, made ready to be looked at; how it is drawn is not here. */
@NullMarked
package dev.sluice.studio.core.invoke.result;

import org.jspecify.annotations.NullMarked;

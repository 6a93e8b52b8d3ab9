/** What kinds of bindings have in common: contents as JSON. No client of anything is here. */
@NullMarked
package dev.sluice.source.content;

import org.jspecify.annotations.NullMarked;

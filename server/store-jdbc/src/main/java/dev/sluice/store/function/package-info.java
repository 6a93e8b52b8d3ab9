/** Functions, versions and aliases in SQL; no rule but those that a transaction must keep. */
@NullMarked
package dev.sluice.store.function;

import org.jspecify.annotations.NullMarked;

/** Functions, their published versions and aliases: rules, records and the port that keeps them. */
@NullMarked
package dev.sluice.core.function;

import org.jspecify.annotations.NullMarked;

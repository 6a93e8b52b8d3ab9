/** What all features of the core share: the one exception at its border. */
@NullMarked
package dev.sluice.core;

import org.jspecify.annotations.NullMarked;

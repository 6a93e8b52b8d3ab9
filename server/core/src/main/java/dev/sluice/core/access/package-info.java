/** Who may call: bearer tokens and the namespace they act in. */
@NullMarked
package dev.sluice.core.access;

import org.jspecify.annotations.NullMarked;

/** The languages: how each describes itself and how its host is started. */
@NullMarked
package dev.sluice.sandbox.runtime;

import org.jspecify.annotations.NullMarked;

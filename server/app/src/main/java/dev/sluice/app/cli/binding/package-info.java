/** Verbs on kinds of bindings; bindings themselves belong to functions. */
@NullMarked
package dev.sluice.app.cli.binding;

import org.jspecify.annotations.NullMarked;

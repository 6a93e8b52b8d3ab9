/** {@code sluice role}: what functions may do through their context. */
@NullMarked
package dev.sluice.app.cli.role;

import org.jspecify.annotations.NullMarked;

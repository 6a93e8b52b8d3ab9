/** Commands about secrets. */
@NullMarked
package dev.sluice.app.cli.secret;

import org.jspecify.annotations.NullMarked;

/** Commands about access keys. */
@NullMarked
package dev.sluice.app.cli.key;

import org.jspecify.annotations.NullMarked;

/** Reading and following logs; no other verb. */
@NullMarked
package dev.sluice.app.cli.logs;

import org.jspecify.annotations.NullMarked;

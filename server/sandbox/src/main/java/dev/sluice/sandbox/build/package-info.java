/** How source becomes what runs, one class for each file that asks for it; nothing runs here. */
@NullMarked
package dev.sluice.sandbox.build;

import org.jspecify.annotations.NullMarked;

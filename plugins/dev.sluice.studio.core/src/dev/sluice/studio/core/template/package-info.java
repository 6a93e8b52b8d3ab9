/** What a new function may start from; the code lies beside these classes. */
@NullMarked
package dev.sluice.studio.core.template;

import org.jspecify.annotations.NullMarked;

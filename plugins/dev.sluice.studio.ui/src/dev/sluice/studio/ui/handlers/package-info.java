/** Commands on functions; each is a few lines over the session's actions. */
@NullMarked
package dev.sluice.studio.ui.handlers;

import org.jspecify.annotations.NullMarked;

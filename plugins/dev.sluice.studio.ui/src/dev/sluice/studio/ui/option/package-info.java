/** Options that the server describes, as fields of a form; nothing of what they are for. */
@NullMarked
package dev.sluice.studio.ui.option;

import org.jspecify.annotations.NullMarked;

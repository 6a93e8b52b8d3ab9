/**
 * Options that the server describes, as they are being typed; no widgets, nothing of the server.
 */
@NullMarked
package dev.sluice.studio.core.option;

import org.jspecify.annotations.NullMarked;

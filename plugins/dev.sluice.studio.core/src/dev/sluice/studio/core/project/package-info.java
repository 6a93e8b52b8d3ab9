/**
 * Projects: folders of this machine with a manifest and code, what is wrong with them, how they
 * differ from the server, and bringing them there; no widgets.
 */
@NullMarked
package dev.sluice.studio.core.project;

import org.jspecify.annotations.NullMarked;

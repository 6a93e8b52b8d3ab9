/** Projects of this machine: their tree, their files, what is wrong with them, and the console. */
@NullMarked
package dev.sluice.studio.ui.project;

import org.jspecify.annotations.NullMarked;

/** Where the states of a workflow are drawn: laid out by ELK, or as people put them. No drawing. */
@NullMarked
package dev.sluice.layout;

import org.jspecify.annotations.NullMarked;

/** The views of operators: numbers over time, invocations, dead letters; one presenter each. */
@NullMarked
package dev.sluice.studio.ui.operate;

import org.jspecify.annotations.NullMarked;

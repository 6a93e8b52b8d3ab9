/** Charts of numbers over time, drawn by JFreeChart off the UI thread; nothing about functions. */
@NullMarked
package dev.sluice.studio.ui.chart;

import org.jspecify.annotations.NullMarked;

/** The application, its window, its perspective and its branding; nothing may depend on it. */
@NullMarked
package dev.sluice.studio.rcp;

import org.jspecify.annotations.NullMarked;

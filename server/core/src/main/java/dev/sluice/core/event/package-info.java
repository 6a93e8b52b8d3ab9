/**
 * Events as CloudEvents 1.0, and what users say about them: filters and mappings. The languages of
 * both are behind ports.
 */
@NullMarked
package dev.sluice.core.event;

import org.jspecify.annotations.NullMarked;

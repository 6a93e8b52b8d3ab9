/** The audit: who changed what, when and from where. Values that were set are never in it. */
@NullMarked
package dev.sluice.core.audit;

import org.jspecify.annotations.NullMarked;

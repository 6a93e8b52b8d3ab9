/**
 * What the connectors of brokers share: how messages become events. No broker's library is here.
 */
@NullMarked
package dev.sluice.source.message;

import org.jspecify.annotations.NullMarked;

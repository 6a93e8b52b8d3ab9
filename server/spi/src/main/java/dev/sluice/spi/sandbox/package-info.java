/**
 * What a sandbox implementation offers to the core: start an instance, call it, end it. No policy
 * (pooling, routing, records) belongs here.
 */
@NullMarked
package dev.sluice.spi.sandbox;

import org.jspecify.annotations.NullMarked;

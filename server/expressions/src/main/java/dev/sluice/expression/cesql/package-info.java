/** CloudEvents SQL 1.0, after its specification: parsed once, evaluated in linear time. */
@NullMarked
package dev.sluice.expression.cesql;

import org.jspecify.annotations.NullMarked;

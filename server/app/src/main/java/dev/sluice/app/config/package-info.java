/** What an operator can set: keys, units, sources and their order; nothing that uses it. */
@NullMarked
package dev.sluice.app.config;

import org.jspecify.annotations.NullMarked;

/** YAML with places for what is wrong in it; the one home of the YAML library beside flow. */
@NullMarked
package dev.sluice.manifest.yaml;

import org.jspecify.annotations.NullMarked;

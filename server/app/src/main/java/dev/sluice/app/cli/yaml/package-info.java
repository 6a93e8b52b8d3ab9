/** YAML with places for what is wrong in it; the one home of the YAML library, and no verb. */
@NullMarked
package dev.sluice.app.cli.yaml;

import org.jspecify.annotations.NullMarked;

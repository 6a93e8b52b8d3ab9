/** Commands about namespaces. */
@NullMarked
package dev.sluice.app.cli.namespace;

import org.jspecify.annotations.NullMarked;

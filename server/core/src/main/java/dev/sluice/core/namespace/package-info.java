/** Namespaces: the tenants of a server, and what each may use. */
@NullMarked
package dev.sluice.core.namespace;

import org.jspecify.annotations.NullMarked;

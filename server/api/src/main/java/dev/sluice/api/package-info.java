/** Wire records and error codes of the REST API; nothing here has behaviour beyond its own data. */
@NullMarked
package dev.sluice.api;

import org.jspecify.annotations.NullMarked;

/** The REST API over HTTP: requests and answers and how they map to core; no rule of its own. */
@NullMarked
package dev.sluice.app.http;

import org.jspecify.annotations.NullMarked;

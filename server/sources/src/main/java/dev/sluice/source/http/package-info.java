/** Events that are sent by HTTP, each as one request. */
@NullMarked
package dev.sluice.source.http;

import org.jspecify.annotations.NullMarked;

/** Makes load on keep-alive sockets and measures latency; knows nothing of what it loads. */
@NullMarked
package dev.sluice.benchmark.load;

import org.jspecify.annotations.NullMarked;

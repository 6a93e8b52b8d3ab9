/** Records of invocations and their log lines in SQL, written in batches; no retention rule. */
@NullMarked
package dev.sluice.store.invocation;

import org.jspecify.annotations.NullMarked;

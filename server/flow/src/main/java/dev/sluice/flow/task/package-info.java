/**
 * What a document means as a workflow: scopes of tasks. Reads whatever is there, right or wrong.
 */
@NullMarked
package dev.sluice.flow.task;

import org.jspecify.annotations.NullMarked;

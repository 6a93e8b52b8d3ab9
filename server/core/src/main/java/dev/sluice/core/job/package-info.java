/**
 * Batch jobs: an input is split into tasks, each an invocation of one function through the queue. A
 * job knows how far it is; how a task is tried and retried is the queue's.
 */
@NullMarked
package dev.sluice.core.job;

import org.jspecify.annotations.NullMarked;

package dev.sluice.core.workflow.test;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A call that was not made.
 *
 * @param task a JSON pointer to the task
 * @param kind {@code function}, {@code http}, {@code openapi}, {@code workflow}, {@code script} or
 *     {@code shell}
 * @param request without secrets
 */
public record TestCall(String task, String kind, JsonNode request) {}

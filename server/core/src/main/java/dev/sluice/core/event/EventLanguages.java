package dev.sluice.core.event;

/**
 * What is said of events in languages of their own.
 *
 * @param filters which events are wanted
 * @param inputs what functions get of them
 */
public record EventLanguages(EventFilters filters, EventInputs inputs) {}

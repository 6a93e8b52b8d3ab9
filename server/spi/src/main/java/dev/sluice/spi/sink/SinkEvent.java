package dev.sluice.spi.sink;

/**
 * An event on its way out.
 *
 * @param id of the delivery: the same whenever this event is sent
 * @param contentType of {@code data}: usually {@code application/cloudevents+json}
 * @param data the whole event
 */
public record SinkEvent(String id, String contentType, byte[] data) {}

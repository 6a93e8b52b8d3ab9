package dev.sluice.source.mqtt;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A message of either version of the protocol.
 *
 * @param properties those of the user, in their order; none in version 3.1.1
 * @param done tells the broker, in the order of the messages; does not block
 */
record MqttMessage(
    String topic,
    byte[] payload,
    int qos,
    boolean retained,
    @Nullable String contentType,
    @Nullable String responseTopic,
    @Nullable String correlation,
    List<Map.Entry<String, String>> properties,
    Runnable done) {}

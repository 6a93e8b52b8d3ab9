/** Messages of an MQTT broker, by MQTT 5 or 3.1.1. The client's library is used nowhere else. */
@NullMarked
package dev.sluice.source.mqtt;

import org.jspecify.annotations.NullMarked;

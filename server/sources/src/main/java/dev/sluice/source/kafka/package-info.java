/** Records of topics of Kafka, by a consumer group. The client's library is used nowhere else. */
@NullMarked
package dev.sluice.source.kafka;

import org.jspecify.annotations.NullMarked;

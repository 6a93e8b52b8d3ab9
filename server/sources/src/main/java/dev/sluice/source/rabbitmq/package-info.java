/** Messages of a queue of RabbitMQ, by AMQP 0-9-1. The client's library is used nowhere else. */
@NullMarked
package dev.sluice.source.rabbitmq;

import org.jspecify.annotations.NullMarked;

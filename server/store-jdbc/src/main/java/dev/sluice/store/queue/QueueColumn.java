package dev.sluice.store.queue;

import dev.sluice.core.queue.QueueName;

/**
 * An association with a shard as one column, so that a shard is a queue of its own for every index.
 * Names have no such character.
 */
final class QueueColumn {
  private static final char SHARD = '#';

  /** A condition for an association with all its shards; it takes {@link #range}. */
  static final String WITHIN = "(association = ? or (association > ? and association < ?))";

  private QueueColumn() {}

  static String of(QueueName queue) {
    return queue.shard() == null
        ? queue.association()
        : queue.association() + SHARD + queue.shard();
  }

  static QueueName name(String namespace, String function, String column) {
    int at = column.indexOf(SHARD);
    return at < 0
        ? new QueueName(namespace, function, column)
        : new QueueName(namespace, function, column.substring(0, at), column.substring(at + 1));
  }

  /** What {@link #WITHIN} compares with. */
  static Object[] range(String association) {
    return new Object[] {association, association + SHARD, association + (char) (SHARD + 1)};
  }
}

package dev.sluice.e2e.source;

import dev.sluice.api.SourceSpec;

/** A broker of the test's own, and messages that are put into it. Not thread-safe. */
interface BrokerFeed extends AutoCloseable {

  /** A source that brings them, called {@code orders}. */
  SourceSpec source();

  /** A connection to put messages by. */
  Publisher connect() throws LostException;

  /** Ends the broker and starts it again, with what it has on disk. */
  void restartBroker() throws Exception;

  @Override
  void close() throws Exception;

  /** Puts messages. */
  interface Publisher extends AutoCloseable {

    /**
     * Puts messages from one number (inclusive) to another (exclusive), which are the ids of the
     * events; the broker has them on return.
     */
    void publish(int from, int to) throws LostException;

    @Override
    void close();
  }

  /** The broker is not there. */
  final class LostException extends Exception {
    private static final long serialVersionUID = 1L;

    LostException(Throwable cause) {
      super(cause);
    }
  }
}

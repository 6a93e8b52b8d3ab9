package dev.sluice.e2e.source;

import dev.sluice.api.SourceSpec;
import java.util.Map;

/** A broker of the test's own, and messages that are put into it. Not thread-safe. */
interface BrokerFeed extends AutoCloseable {

  /** A source that brings them, called {@code orders}. */
  SourceSpec source();

  /** Secrets that the source names. */
  default Map<String, String> secrets() {
    return Map.of();
  }

  /** What of an event is its message's number, in Python. */
  default String number() {
    return "event['id']";
  }

  /** A connection to put messages by. */
  Publisher connect() throws LostException;

  /** Ends the broker and starts it again, with what it has on disk. */
  void restartBroker() throws Exception;

  @Override
  void close() throws Exception;

  /** Puts messages. */
  interface Publisher extends AutoCloseable {

    /**
     * Puts messages from one number (inclusive) to another (exclusive), which events tell; the
     * broker has them on return.
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

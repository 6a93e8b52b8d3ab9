package dev.sluice.spi.sink;

/**
 * Where events are sent, with the connection that this needs. A sink that failed is closed, and
 * another one is opened for what follows. Thread-safe.
 */
public interface Sink extends AutoCloseable {

  /**
   * Sends an event; on return the other side has it, as far as its protocol can say so: what it
   * confirms was confirmed. The same event may be sent again.
   *
   * @throws RejectedEventException when the other side will not take this event another time
   * @throws Exception why it did not, with a message for people; it is tried again later
   */
  void send(SinkEvent event) throws Exception;

  /** Ends the connection. No event is being sent any more. */
  @Override
  void close();
}

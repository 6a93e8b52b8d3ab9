package dev.sluice.spi.binding;

import java.util.List;

/**
 * What bindings read and write, with the connections that this needs, kept for the next time. A
 * connection that broke is replaced by the resource itself. Thread-safe; a thread that waits too
 * long is interrupted.
 */
public interface Resource extends AutoCloseable {

  /**
   * Reads.
   *
   * @return JSON, of at most {@link Access#limit} bytes
   * @throws TooLargeException where it would have more
   * @throws Exception why it cannot be read, with a message for people and without credentials
   */
  byte[] read(Access access) throws Exception;

  /**
   * Writes; on return the other side has it, as far as its protocol can say so.
   *
   * @param items what is to be written, each with its own values: one, or as many as the list has
   *     where the kind is {@linkplain BindingKind#itemwise itemwise}; never empty
   * @throws Exception why not, with a message for people and without credentials
   */
  void write(List<Access> items) throws Exception;

  /** Ends the connections. What still reads or writes fails. */
  @Override
  void close();
}

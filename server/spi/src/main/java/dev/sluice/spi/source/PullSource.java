package dev.sluice.spi.source;

/** A kind whose events are fetched, over a connection that lasts. Thread-safe. */
public interface PullSource extends SourceKind {

  /**
   * Makes a connection that is not open yet; does not block.
   *
   * @param settings checked
   */
  Connection connect(Settings settings);

  /**
   * One connection, used once: {@link #run} or {@link #probe} is called by one thread, {@link
   * #close} by any.
   */
  interface Connection {

    /**
     * Opens the connection, says so by {@link Intake#connected}, and brings events until it is
     * closed or fails. Events are told to the source as done (acknowledged, committed) only after
     * {@link Intake#accept} has returned for them, and in their order; what was not is brought
     * again by the next connection. On return nothing of it is left open.
     *
     * @throws Exception why it cannot go on, with a message for people; another connection is tried
     *     later
     */
    void run(Intake intake) throws Exception;

    /**
     * Instead of {@link #run} sees that this would bring events: opens the connection, looks for
     * what is asked for, and closes it. Takes no event, makes nothing that stays at the other side,
     * and does not disturb a source of the same settings that runs.
     *
     * @throws Exception why it would not, with a message for people
     */
    void probe() throws Exception;

    /** Has either return soon; may be called before it, twice, or after its end. */
    void close();
  }
}

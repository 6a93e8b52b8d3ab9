package dev.sluice.studio.core.connection;

import dev.sluice.client.SluiceClient;
import java.io.IOException;

/** What a job asks the server. Runs outside the UI thread. */
@FunctionalInterface
public interface ServerCall<T> {

  /** Asks and returns the answer; may ask more than once. */
  T run(SluiceClient client) throws IOException;
}

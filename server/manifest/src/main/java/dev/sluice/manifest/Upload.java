package dev.sluice.manifest;

import java.net.http.HttpRequest.BodyPublisher;

/** Watches an upload, from when it is made until it is closed. */
public interface Upload extends AutoCloseable {
  /** One that nobody watches. */
  Upload UNWATCHED = body -> body;

  /** The same body, watched. */
  BodyPublisher counting(BodyPublisher body);

  /** The upload is over, well or not. */
  @Override
  default void close() {}
}

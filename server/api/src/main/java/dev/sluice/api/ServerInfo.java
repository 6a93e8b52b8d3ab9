package dev.sluice.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How the server is now; what it found on its host is in {@link Health}.
 *
 * @param startedAt when it began to start
 * @param processors that it may use
 * @param load how many wanted a processor over the last minute, of the whole host; null where the
 *     host does not tell
 * @param threads of the server's process
 * @param heap of the server's process
 * @param disk that the data directory is on; used is all that is not free for the server
 * @param database where the server keeps what it knows
 * @param functions what instances and waiting hosts hold together, and may hold
 * @param instances that there are, of all namespaces
 * @param waitingHosts language hosts that wait for code
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ServerInfo(
    Instant startedAt,
    int processors,
    @Nullable Double load,
    int threads,
    Room heap,
    Room disk,
    Database database,
    Room functions,
    int instances,
    int waitingHosts) {

  /** Room that is used, in bytes. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Room(long usedBytes, long totalBytes) {}

  /**
   * A database.
   *
   * @param kind {@code h2} or {@code postgresql}
   * @param bytes of its files; null where the server does not have them
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Database(String kind, @Nullable Long bytes) {}
}

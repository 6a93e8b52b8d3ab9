package dev.sluice.spi.source;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A kind whose events others send by HTTP to an address of the source's own. Thread-safe. */
public interface PushSource extends SourceKind {

  /**
   * Makes events of a request. The sender is answered by {@link Received#answer} once they are on
   * disk.
   *
   * @param settings checked
   * @throws RefusedRequestException for a request that is not from who it should be, or is
   *     malformed
   */
  Received receive(Settings settings, Request request) throws RefusedRequestException;

  /**
   * What came.
   *
   * @param path below the source's address, with its first slash; empty for the address itself
   * @param query as it was sent, or null
   * @param headers names in lower case; the first value of each
   */
  record Request(
      String method,
      String path,
      @Nullable String query,
      Map<String, String> headers,
      byte[] body) {
    public Request {
      headers = Map.copyOf(headers);
    }

    /** The first value of a header, or null; case does not matter. */
    public @Nullable String header(String name) {
      return headers.get(name.toLowerCase(Locale.ROOT));
    }
  }

  /** What the request brings, and what its sender hears. */
  record Received(List<SourceEvent> events, Answer answer) {
    public Received {
      events = List.copyOf(events);
    }

    /** Events whose sender needs no more than a 202. */
    public static Received of(List<SourceEvent> events) {
      return new Received(events, new Answer(202, Map.of(), new byte[0]));
    }
  }

  /**
   * An answer.
   *
   * @param status of HTTP
   * @param headers by their names, with the content type where there is a body
   */
  record Answer(int status, Map<String, String> headers, byte[] body) {
    public Answer {
      headers = Map.copyOf(headers);
    }
  }
}

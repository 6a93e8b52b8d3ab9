package dev.sluice.client;

import dev.sluice.api.LiveEvent;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A handle on one live stream: {@link #close} ends it from any thread. A handle serves one stream.
 * Thread-safe.
 */
public final class LiveStream implements AutoCloseable {
  private final AtomicReference<@Nullable InputStream> body = new AtomicReference<>();
  private volatile boolean closed;

  /** Ends the stream; the call that reads it returns. */
  @Override
  public void close() {
    closed = true;
    InputStream open = body.getAndSet(null);
    if (open != null) {
      try {
        open.close();
      } catch (IOException e) {
        // The stream was ending anyway, and its reader reports what matters.
        closed = true;
      }
    }
  }

  void run(Transport transport, String path, Runnable opened, Consumer<LiveEvent> listener)
      throws IOException {
    HttpResponse<InputStream> response =
        transport.send(
            transport.stream(path).header("Accept", "text/event-stream").GET().build(),
            BodyHandlers.ofInputStream());
    try (InputStream in = response.body()) {
      if (response.statusCode() >= 400) {
        throw new SluiceApiException(
            Transport.problem(
                response.statusCode(), Transport.contentType(response), in.readAllBytes()));
      }
      body.set(in);
      if (closed) {
        return;
      }
      opened.run();
      read(new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)), listener);
    } catch (IOException e) {
      if (!closed) {
        throw e;
      }
    }
    if (!closed) {
      throw new IOException("the server ended the stream");
    }
  }

  /** Server-sent events: only {@code data} lines matter here, since the data names its topic. */
  private static void read(BufferedReader in, Consumer<LiveEvent> listener) throws IOException {
    StringBuilder data = new StringBuilder();
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      if (line.isEmpty()) {
        if (!data.isEmpty()) {
          listener.accept(Transport.JSON.readValue(data.toString(), LiveEvent.class));
          data.setLength(0);
        }
      } else if (line.startsWith("data:")) {
        if (!data.isEmpty()) {
          data.append('\n');
        }
        data.append(line, line.startsWith("data: ") ? 6 : 5, line.length());
      }
    }
  }
}

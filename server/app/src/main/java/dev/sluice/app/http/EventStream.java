package dev.sluice.app.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Writes server-sent events; each is one write, so that nobody sees half of one. Not thread-safe.
 */
final class EventStream {
  private final OutputStream out;
  private final ByteArrayOutputStream pending = new ByteArrayOutputStream();
  private boolean ended;

  EventStream(OutputStream out) {
    this.out = out;
  }

  /** Adds an event, unless there are to be no more; its data is one line. */
  void event(String id, String name, byte[] data) {
    if (ended) {
      return;
    }
    text("id: " + id + "\nevent: " + name + "\ndata: ");
    pending.writeBytes(data);
    text("\n\n");
  }

  /** Adds a comment, which readers skip. */
  void comment(String text) {
    text(": " + text + "\n\n");
  }

  private void text(String text) {
    pending.writeBytes(text.getBytes(StandardCharsets.UTF_8));
  }

  /** No more events come. */
  void end() {
    ended = true;
  }

  boolean isEnded() {
    return ended;
  }

  /** Sends what was added. */
  void send() throws IOException {
    pending.writeTo(out);
    pending.reset();
    out.flush();
  }
}

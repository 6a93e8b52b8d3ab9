package dev.sluice.app.cli.code;

import dev.sluice.app.cli.shell.Console;
import dev.sluice.app.cli.text.Words;
import dev.sluice.manifest.Upload;
import java.net.http.HttpRequest.BodyPublisher;
import java.time.Clock;

/**
 * Says how far a long upload is: a line that moves on a terminal, else one line at its end. Short
 * uploads pass without a word. Thread-safe.
 */
public final class UploadProgress implements Upload {
  private static final long LONG_UPLOAD = 1 << 20;
  private static final long INTERVAL_MS = 100;

  private final Console console;
  private final Clock clock;
  private final long started;
  private long total;
  private long sent;
  private long shown;

  /** Progress of an upload that starts now. */
  public UploadProgress(Console console, Clock clock) {
    this.console = console;
    this.clock = clock;
    this.started = clock.millis();
  }

  @Override
  public synchronized BodyPublisher counting(BodyPublisher body) {
    total = body.contentLength();
    sent = 0;
    return new CountingPublisher(body, this::sent);
  }

  private synchronized void sent(int bytes) {
    sent += bytes;
    long now = clock.millis();
    if (total >= LONG_UPLOAD && (now - shown >= INTERVAL_MS || sent >= total)) {
      shown = now;
      console.progress(
          "uploading "
              + Words.bytes(sent)
              + " of "
              + Words.bytes(total)
              + " ("
              + sent * 100 / total
              + " %)"
              + (sent >= total ? ", the server unpacks it" : ""));
    }
  }

  @Override
  public synchronized void close() {
    console.endProgress();
    if (total >= LONG_UPLOAD && sent >= total && !console.errTerminal()) {
      console.note(
          "uploaded "
              + Words.bytes(total)
              + " in "
              + Words.millis((double) (clock.millis() - started)));
    }
  }
}

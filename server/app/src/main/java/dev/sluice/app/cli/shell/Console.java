package dev.sluice.app.cli.shell;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * The three streams of a command, and what is known of the terminal behind them. Results go to
 * {@code out}, everything about them to {@code err}. Text is UTF-8. Thread-safe.
 */
public final class Console {
  private static final String ERASE_LINE = "\r\u001b[K";

  private final InputStream in;
  private final OutputStream out;
  private final OutputStream err;
  private final boolean outTerminal;
  private final boolean errTerminal;
  private final boolean colours;
  private boolean progressShown;

  /**
   * These streams.
   *
   * @param out best buffered: it is flushed where a reader could wait for it
   * @param outTerminal whether a person reads {@code out} now
   * @param errTerminal whether a person reads {@code err} now
   * @param colours whether terminals here show colours
   */
  public Console(
      InputStream in,
      OutputStream out,
      OutputStream err,
      boolean outTerminal,
      boolean errTerminal,
      boolean colours) {
    this.in = in;
    this.out = out;
    this.err = err;
    this.outTerminal = outTerminal;
    this.errTerminal = errTerminal;
    this.colours = colours;
  }

  /** Standard input. */
  public InputStream in() {
    return in;
  }

  /** Whether standard output is a terminal. */
  public boolean outTerminal() {
    return outTerminal;
  }

  /** Whether standard error is a terminal. */
  public boolean errTerminal() {
    return errTerminal;
  }

  /** Whether text on standard output may have colours. */
  public boolean outColours() {
    return outTerminal && colours;
  }

  /**
   * Writes to standard output as it is.
   *
   * @throws OutputException when nobody reads it any more, or the disk behind it is full
   */
  public synchronized void write(byte[] bytes) {
    try {
      out.write(bytes);
    } catch (IOException e) {
      throw new OutputException(e);
    }
  }

  /** As {@link #write} for text. */
  public void print(String text) {
    write(text.getBytes(StandardCharsets.UTF_8));
  }

  /** As {@link #print} with a line end. */
  public void println(String line) {
    print(line + "\n");
  }

  /** Hands over what was written to standard output so far. */
  public synchronized void flush() {
    try {
      out.flush();
    } catch (IOException e) {
      throw new OutputException(e);
    }
  }

  /** Writes a line to standard error, in place of a progress line. */
  public synchronized void note(String line) {
    endProgress();
    writeError(line + "\n");
  }

  /** Shows how far the work is: on a terminal, in place of the progress before; else nothing. */
  public synchronized void progress(String line) {
    if (errTerminal) {
      writeError(ERASE_LINE + line);
      progressShown = true;
    }
  }

  /** Removes the progress line. */
  public synchronized void endProgress() {
    if (progressShown) {
      writeError(ERASE_LINE);
      progressShown = false;
    }
  }

  private void writeError(String text) {
    try {
      err.write(text.getBytes(StandardCharsets.UTF_8));
      err.flush();
    } catch (IOException e) {
      // Nobody listens: there is no place left to say so.
      progressShown = false;
    }
  }
}

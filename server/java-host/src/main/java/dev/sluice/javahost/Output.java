package dev.sluice.javahost;

import java.io.ByteArrayOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The process's standard output, by which everything that the function says goes to the server:
 * each line whole, after a tag with the stream that it came from and its level. Where several calls
 * run at a time, the tag also says whose line it is: the call's whose thread writes it, or started
 * the one that does. Thread-safe.
 */
final class Output {
  private static final char SEPARATOR = '\u001e';
  private static final int LONGEST_PARTIAL = 64 << 10;

  private final Voice nobody = Voice.nobody();
  private static final InheritableThreadLocal<Voice> VOICES = new InheritableThreadLocal<>();
  private final OutputStream pipe = new FileOutputStream(FileDescriptor.out);
  private final Tagged out = new Tagged('O', 'I');
  private final Tagged err = new Tagged('E', 'W');

  /** From now on this thread writes for that call; null for nobody. */
  void speakFor(@Nullable String call) {
    if (call == null) {
      VOICES.remove();
    } else {
      VOICES.set(Voice.of(call));
    }
  }

  private Voice voice() {
    Voice own = VOICES.get();
    return own == null ? nobody : own;
  }

  /** What {@code System.out} is to be. */
  PrintStream out() {
    return new PrintStream(out, false, StandardCharsets.UTF_8);
  }

  /** What {@code System.err} is to be. */
  PrintStream err() {
    return new PrintStream(err, false, StandardCharsets.UTF_8);
  }

  /**
   * Writes a text of one line or several.
   *
   * @param stream {@code O} or {@code E}
   * @param level {@code D}, {@code I}, {@code W} or {@code E}
   */
  void lines(char stream, char level, String text) {
    StringBuilder tagged = new StringBuilder();
    String tag = voice().tag(stream, level);
    text.lines().forEach(line -> tagged.append(tag).append(line).append('\n'));
    write(tagged.toString().getBytes(StandardCharsets.UTF_8));
  }

  /** Says that all output of this call is out. */
  void mark(String call) {
    flush();
    write((SEPARATOR + "Z" + call + "\n").getBytes(StandardCharsets.ISO_8859_1));
  }

  /** Writes lines that have not ended yet. */
  void flush() {
    out.endLine();
    err.endLine();
  }

  private synchronized void write(byte[] bytes) {
    try {
      pipe.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One of the two streams. */
  private final class Tagged extends OutputStream {
    private final char stream;
    private final char level;

    Tagged(char stream, char level) {
      this.stream = stream;
      this.level = level;
    }

    @Override
    public void write(int b) {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public synchronized void write(byte[] bytes, int from, int count) {
      Voice voice = voice();
      ByteArrayOutputStream partial = voice.partial(stream);
      ByteArrayOutputStream whole = new ByteArrayOutputStream();
      int start = from;
      for (int i = from; i < from + count; i++) {
        if (bytes[i] == '\n') {
          partial.write(bytes, start, i - start);
          take(voice, whole);
          start = i + 1;
        }
      }
      partial.write(bytes, start, from + count - start);
      if (partial.size() > LONGEST_PARTIAL) {
        take(voice, whole);
      }
      if (whole.size() > 0) {
        Output.this.write(whole.toByteArray());
      }
    }

    synchronized void endLine() {
      Voice voice = voice();
      if (voice.partial(stream).size() > 0) {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        take(voice, whole);
        Output.this.write(whole.toByteArray());
      }
    }

    private void take(Voice voice, ByteArrayOutputStream whole) {
      ByteArrayOutputStream partial = voice.partial(stream);
      whole.writeBytes(voice.tagBytes(stream, level));
      whole.writeBytes(partial.toByteArray());
      whole.write('\n');
      partial.reset();
    }
  }
}

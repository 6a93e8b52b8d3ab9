package dev.sluice.sandbox.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.spi.sandbox.OutputSink.OutputLine;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who reads an instance's output when, and to which call the lines go. */
class OutputReaderTest {
  private static final Duration AMPLE = Duration.ofSeconds(30);

  private final PipedOutputStream function = new PipedOutputStream();
  private OutputReader reader;
  private Thread thread;

  @BeforeEach
  void open() throws Exception {
    reader =
        new OutputReader(
            new PipedInputStream(function, 1 << 16), Clock.systemUTC(), 1 << 20, 1_000, () -> true);
    thread = new Thread(reader, "reader");
    thread.setDaemon(true);
    thread.start();
  }

  @AfterEach
  void close() throws Exception {
    function.close();
    reader.endSoon();
    thread.join(AMPLE.toMillis());
    assertThat(thread.isAlive()).isFalse();
  }

  @Test
  void shouldReadAShortCallWithoutTheThread() throws Exception {
    call("one", "first");
    awaitParked();

    // No patience: nobody but the one who asks can have read it.
    Queue<OutputLine> lines = begin("two");
    write("second\n\u001eZtwo\n");
    reader.end("two", Duration.ZERO);

    assertThat(texts(lines)).containsExactly("second");
  }

  @Test
  void shouldLetLinesOfALongCallGoOutAsTheyCome() throws Exception {
    call("one", "first");
    LinkedBlockingQueue<OutputLine> lines = new LinkedBlockingQueue<>();
    reader.begin("two", lines::add);

    reader.follow();
    write("now\n");

    OutputLine line = lines.poll(AMPLE.toSeconds(), TimeUnit.SECONDS);
    assertThat(line).isNotNull();
    assertThat(line.text()).isEqualTo("now");
  }

  @Test
  void shouldKeepWhatComesBetweenTwoCallsForTheNext() throws Exception {
    call("one", "first");
    write("between\n");
    reader.catchUp();

    assertThat(call("two", "second")).containsExactly("between", "second");
  }

  @Test
  void shouldNotTakeTheMarkOfAnotherCallForTheEnd() throws Exception {
    assertThat(call("one", "\u001eZother\nstill")).containsExactly("still");
  }

  @Test
  void shouldReadTheRestWhenTheProcessEnds() throws Exception {
    call("one", "first");
    Queue<OutputLine> lines = begin("two");
    write("last words\n");

    function.close();
    reader.endSoon();
    reader.awaitClose(AMPLE);

    assertThat(texts(lines)).containsExactly("last words");
  }

  @Test
  void shouldGiveEachOfSeveralCallsItsOwnLinesAndTheOldestTheRest() throws Exception {
    Queue<OutputLine> one = begin("one");
    Queue<OutputLine> two = begin("two");
    write("\u001eUOItwo second\n\u001eUEEone first\n\u001eUOIgone late\nraw\n\u001eTOItagged\n");
    write("\u001eZtwo\n\u001eZone\n");

    reader.end("two", AMPLE);
    reader.end("one", AMPLE);

    assertThat(texts(two)).containsExactly("second");
    assertThat(texts(one)).containsExactly("first", "late", "raw", "tagged");
  }

  @Test
  void shouldWaitForTheMarkOfEachOfSeveralCalls() throws Exception {
    Queue<OutputLine> one = begin("one");
    begin("two");
    write("\u001eZtwo\n");
    reader.end("two", AMPLE);
    reader.follow();
    write("\u001eUOIone more\n\u001eZone\n");

    reader.end("one", AMPLE);

    assertThat(texts(one)).containsExactly("more");
  }

  @Test
  void shouldGoOnWithTheNextCallWhereAMarkDidNotCome() throws Exception {
    begin("one");
    write("no mark\n");
    reader.end("one", Duration.ZERO);

    assertThat(call("two", "second")).endsWith("second");
  }

  @Test
  @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void shouldEndWhereMoreComesThanCanBeReadAndNoMark() throws Exception {
    try (Flood flood = new Flood()) {
      OutputReader flooded = new OutputReader(flood, Clock.systemUTC(), 1 << 10, 10, () -> true);
      Queue<OutputLine> lines = new ConcurrentLinkedQueue<>();
      flooded.begin("one", lines::add);
      Thread follower = new Thread(flooded, "follower");
      follower.setDaemon(true);

      flooded.catchUp();
      follower.start();
      flooded.end("one", Duration.ofMillis(50));

      assertThat(texts(lines)).hasSize(11).last().asString().contains("bytes were dropped");
      flood.close();
      follower.join(AMPLE.toMillis());
    }
  }

  /** Lines without an end, and always more to come. */
  private static final class Flood extends InputStream {
    private volatile boolean over;

    @Override
    public int available() {
      return over ? 0 : 1 << 10;
    }

    @Override
    public int read() {
      return over ? -1 : '\n';
    }

    @Override
    public int read(byte[] into, int from, int count) {
      for (int i = 0; i < count; i++) {
        into[from + i] = (byte) (i % 2 == 0 ? 'x' : '\n');
      }
      return over ? -1 : count;
    }

    @Override
    public void close() {
      over = true;
    }
  }

  private List<String> call(String id, String text) throws Exception {
    Queue<OutputLine> lines = begin(id);
    write(text + "\n\u001eZ" + id + "\n");
    reader.end(id, AMPLE);
    return texts(lines);
  }

  private Queue<OutputLine> begin(String id) {
    Queue<OutputLine> lines = new ConcurrentLinkedQueue<>();
    reader.begin(id, lines::add);
    return lines;
  }

  private static List<String> texts(Queue<OutputLine> lines) {
    return lines.stream().map(OutputLine::text).toList();
  }

  private void write(String text) throws IOException {
    function.write(text.getBytes(StandardCharsets.UTF_8));
    function.flush();
  }

  private void awaitParked() {
    while (thread.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }
  }
}

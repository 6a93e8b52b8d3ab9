package dev.sluice.javahost;

import dev.sluice.javahost.Wire.Call;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Several calls at a time: each has a thread, and the one that serves receives what the server
 * says. It sends no more calls than the definition allows. Confined to one thread.
 */
final class SharedCalls {
  private static final byte ASKED = 'A';

  private final Wire wire;
  private final Handler handler;
  private final Executor threads;

  /** Where those wait who have asked, by the call's id. */
  private final Map<String, BlockingQueue<byte[]>> asking = new ConcurrentHashMap<>();

  /**
   * For a handler that is loaded.
   *
   * @param threads has one for each call, or throws where no more may start
   */
  SharedCalls(Wire wire, Handler handler, Executor threads) {
    this.wire = wire;
    this.handler = handler;
    this.threads = threads;
  }

  /** Serves until the server has gone. */
  void serve() throws IOException {
    for (byte[] frame = wire.receive(); frame != null; frame = wire.receive()) {
      String id = Call.id(frame);
      if (frame[0] == ASKED) {
        BlockingQueue<byte[]> answers = asking.get(id);
        if (answers != null) {
          answers.add(answer(frame, id));
        }
      } else {
        begin(call(frame, id));
      }
    }
  }

  private void begin(Call call) throws IOException {
    try {
      threads.execute(() -> run(call));
    } catch (OutOfMemoryError e) {
      // The sandbox has no room for another thread; the heap is as good as before.
      asking.remove(call.id());
      Main.OUTPUT.speakFor(call.id());
      Main.fail(wire, call, e, 'E');
      Main.OUTPUT.speakFor(null);
    }
  }

  /** The same frame as to the only call. */
  private static byte[] answer(byte[] frame, String id) {
    int from = 1 + id.length();
    byte[] answer = new byte[frame.length - from];
    System.arraycopy(frame, from, answer, 0, answer.length);
    answer[0] = ASKED;
    return answer;
  }

  private Call call(byte[] frame, String id) {
    BlockingQueue<byte[]> answers = new LinkedBlockingQueue<>();
    asking.put(id, answers);
    return Call.of(
        frame,
        new Questions(
            wire,
            Wire.shortBytes(id),
            () -> {
              try {
                return answers.take();
              } catch (InterruptedException e) {
                throw new IOException("interrupted while the server was asked", e);
              }
            }));
  }

  private void run(Call call) {
    Main.OUTPUT.speakFor(call.id());
    try {
      Main.answer(wire, handler, call);
    } catch (IOException e) {
      Main.broken();
    } finally {
      asking.remove(call.id());
      Main.OUTPUT.speakFor(null);
    }
  }
}

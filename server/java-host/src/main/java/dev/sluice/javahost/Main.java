package dev.sluice.javahost;

import dev.sluice.javahost.Wire.Call;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.concurrent.Executors;

/**
 * Connects to the server, loads one handler, serves one call at a time, or {@linkplain SharedCalls
 * several} where the function's definition says so.
 *
 * <p>Arguments: the socket, where the code will be, and {@code archived} where the virtual machine
 * starts from an {@linkplain ArchiveRun archive}. Where the code would be alone is such a run's
 * argument.
 */
public final class Main {
  /** The status of a host whose connection was broken from its own side. */
  private static final int CONNECTION_BROKEN = 70;

  static final Output OUTPUT = new Output();

  static final System.Logger LOG = new ContextLog(OUTPUT);

  private Main() {}

  /** See the class. */
  public static void main(String[] arguments) throws Throwable {
    System.setOut(OUTPUT.out());
    System.setErr(OUTPUT.err());
    System.setProperty("java.util.logging.config.class", LoggingConfiguration.class.getName());
    Thread.setDefaultUncaughtExceptionHandler(
        (thread, thrown) ->
            OUTPUT.lines(
                'E',
                'E',
                "Exception in thread \"" + thread.getName() + "\" " + Failures.trace(thrown)));
    if (arguments.length == 1) {
      ArchiveRun.play(Path.of(arguments[0]));
      return;
    }
    Path code = Path.of(arguments[1]);
    Rehearsal.play(code);
    if (arguments.length > 2) {
      // From an archive only: otherwise it costs a second of processor time and 8 MiB.
      Rehearsal.playForAws();
    }
    // What was played leaves the heap small: it grows no further than what is needed.
    System.gc();
    Runtime.getRuntime().addShutdownHook(new Thread(OUTPUT::flush, "last words"));
    try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(arguments[0]))) {
      Wire wire = new Wire(channel);
      wire.send('H');
      byte[] first = wire.receive();
      if (first != null) {
        About about = Json.OURS.readerFor(About.class).readValue(first, 1, first.length - 1);
        Handler handler = load(wire, about, code);
        if (about.concurrency() > 1) {
          new SharedCalls(wire, handler, Executors.newCachedThreadPool()).serve();
        } else {
          serve(wire, handler);
        }
      }
    } catch (IOException e) {
      broken();
    }
    // The server is gone, and we with it.
    Runtime.getRuntime().halt(0);
  }

  /** The connection broke from our side. */
  static void broken() {
    Runtime.getRuntime().halt(CONNECTION_BROKEN);
  }

  private static Handler load(Wire wire, About about, Path code) throws IOException {
    try {
      Environment.replace(about.environment());
      Handler handler = Handlers.load(about, code, OUTPUT);
      OUTPUT.mark("load");
      wire.send('R');
      return handler;
    } catch (Throwable thrown) {
      byte[] details = Json.OURS.writeValueAsBytes(Failures.describe(thrown));
      OUTPUT.mark("load");
      wire.send('L', details);
      Runtime.getRuntime().halt(1);
      throw new IllegalStateException(thrown);
    }
  }

  private static void serve(Wire wire, Handler handler) throws IOException {
    for (byte[] frame = wire.receive(); frame != null; frame = wire.receive()) {
      byte[] id = Wire.shortBytes(Call.id(frame));
      answer(wire, handler, Call.of(frame, new Questions(wire, id)));
    }
  }

  /** Sends why a call has no answer, in a frame of this type. */
  static void fail(Wire wire, Call call, Throwable thrown, char type) throws IOException {
    call.questions().end();
    byte[] details = Json.OURS.writeValueAsBytes(Failures.describe(thrown));
    byte[] id = Wire.shortBytes(call.id());
    OUTPUT.lines('E', 'E', Failures.sentence(thrown));
    OUTPUT.mark(call.id());
    call.metrics().send(wire, id);
    wire.send(type, id, details);
  }

  /** Runs one call and sends its answer. */
  static void answer(Wire wire, Handler handler, Call call) throws IOException {
    byte[] id = Wire.shortBytes(call.id());
    Handler.Answer answer;
    try {
      answer = handler.call(call, System.currentTimeMillis() + call.timeoutMillis());
    } catch (Throwable thrown) {
      // What goes on after a full heap cannot be trusted: the server ends the instance.
      fail(wire, call, thrown, thrown instanceof OutOfMemoryError ? 'X' : 'E');
      return;
    }
    call.questions().end();
    OUTPUT.mark(call.id());
    call.metrics().send(wire, id);
    byte[] type = Wire.shortBytes(answer.contentType());
    byte[] bindings = answer.bindings();
    if (bindings == null) {
      wire.send('O', id, type, answer.body());
    } else {
      wire.send('P', id, type, Wire.longBytes(bindings), answer.body());
    }
  }
}

package dev.sluice.javahost;

import dev.sluice.javahost.Wire.Call;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;

/**
 * Connects to the server, loads one handler, serves one call at a time.
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
  static final Metrics METRICS = new Metrics(OUTPUT);

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
        serve(wire, load(wire, about, code));
      }
    } catch (IOException e) {
      Runtime.getRuntime().halt(CONNECTION_BROKEN);
    }
    // The server is gone, and we with it.
    Runtime.getRuntime().halt(0);
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
    Questions questions = new Questions(wire);
    for (byte[] frame = wire.receive(); frame != null; frame = wire.receive()) {
      Call call = Call.of(frame, questions);
      byte[] id = Wire.shortBytes(call.id());
      questions.begin(id);
      Handler.Answer answer;
      try {
        answer = handler.call(call, System.currentTimeMillis() + call.timeoutMillis());
      } catch (Throwable thrown) {
        questions.end();
        byte[] details = Json.OURS.writeValueAsBytes(Failures.describe(thrown));
        OUTPUT.lines('E', 'E', Failures.sentence(thrown));
        OUTPUT.mark(call.id());
        METRICS.send(wire, id);
        // What goes on after a full heap cannot be trusted: the server ends the instance.
        wire.send(thrown instanceof OutOfMemoryError ? 'X' : 'E', id, details);
        continue;
      }
      questions.end();
      OUTPUT.mark(call.id());
      METRICS.send(wire, id);
      byte[] type = Wire.shortBytes(answer.contentType());
      byte[] bindings = answer.bindings();
      if (bindings == null) {
        wire.send('O', id, type, answer.body());
      } else {
        wire.send('P', id, type, Wire.longBytes(bindings), answer.body());
      }
    }
  }
}

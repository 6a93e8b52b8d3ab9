package dev.sluice.store;

import static dev.sluice.store.TestData.alias;
import static dev.sluice.store.TestData.function;
import static dev.sluice.store.TestData.published;
import static dev.sluice.store.TestData.version;

import dev.sluice.core.SluiceException;
import dev.sluice.core.function.FunctionRecord;
import dev.sluice.core.function.FunctionStore;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A process of its own that changes functions in a few threads until it dies, and says what was
 * acknowledged. Arguments: folder, prefix of names, chars of a function.
 */
final class AcknowledgingServer {
  static final String NAMESPACE = "default";
  private static final int THREADS = 4;

  private final FileOutputStream out = new FileOutputStream(FileDescriptor.out);
  private final Database database;
  private final String prefix;
  private final int chars;

  private AcknowledgingServer(Database database, String prefix, int chars) {
    this.database = database;
    this.prefix = prefix;
    this.chars = chars;
  }

  public static void main(String[] arguments) {
    AcknowledgingServer server =
        new AcknowledgingServer(
            TestDatabases.h2(Path.of(arguments[0])), arguments[1], Integer.parseInt(arguments[2]));
    server.say("ready");
    for (int i = 0; i < THREADS; i++) {
      int thread = i;
      new Thread(() -> server.run(thread)).start();
    }
  }

  private void run(int thread) {
    try {
      for (int n = 0; true; n++) {
        change(prefix + "-" + thread + "-" + n);
      }
    } catch (SluiceException e) {
      say("refused " + e.code() + " " + e.hint());
      // What was refused once stays refused; reading and appending need not work, but must not
      // hang.
      say("then " + outcome(() -> change(prefix + "-late" + thread)));
      say("append " + outcome(() -> database.invocations().append(List.of(), List.of())));
      say("end");
    }
  }

  private static String outcome(Runnable work) {
    try {
      work.run();
      return "done";
    } catch (SluiceException e) {
      return String.valueOf(e.code());
    }
  }

  private void change(String name) {
    FunctionStore store = database.functions();
    FunctionRecord function =
        function("default", name, Map.of("padding", "x".repeat(Math.min(chars, 200))));
    function =
        new FunctionRecord(
            name,
            NAMESPACE,
            name,
            "y".repeat(chars),
            function.definition(),
            function.labels(),
            true,
            0,
            TestData.NOW,
            TestData.NOW,
            1);
    require(store.insert(function));
    say("function " + name);
    FunctionRecord next = published(function);
    require(store.publish(next, version(next)));
    say("version " + name);
    require(
        store.saveAlias(alias(name, "live", Map.of(1, 1.0), 1)) == FunctionStore.SaveAlias.SAVED);
    say("alias " + name);
  }

  private static void require(boolean done) {
    if (!done) {
      throw new IllegalStateException("refused");
    }
  }

  private synchronized void say(String line) {
    try {
      out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

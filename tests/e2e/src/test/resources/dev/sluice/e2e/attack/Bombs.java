import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Does what it is told to: the event is the name of a bomb. What returns says how far it got. */
public class Bombs {
  private static final int MIB = 1 << 20;
  private static final List<Object> HELD = new ArrayList<>();

  public Object handle(String event, Map<String, Object> context) throws Exception {
    String[] words = event.strip().split(" ");
    switch (words[0]) {
      case "forks":
        try {
          shell("bomb() { bomb & bomb & wait; }; while true; do bomb; done");
        } catch (OutOfMemoryError e) {
          // There is no thread left that would wait for it: it works.
        }
        return sleep();
      case "threads":
        return threads();
      case "memory":
        while (true) {
          HELD.add(new byte[8 * MIB]);
        }
      case "memory-of-many":
        return shell(
                "for i in 1 2 3 4 5 6; do head -c 40000000 /dev/zero | tail"
                    + " | { head -c 1; sleep 5; } >/dev/null & done; wait")
            .waitFor();
      case "shared-memory":
        return fill("/dev/shm");
      case "disk":
        return fill("/tmp");
      case "inodes":
        return inodes();
      case "descriptors":
        return descriptors();
      case "log-flood":
        for (int i = 0; i < 60000; i++) {
          System.out.println("flood " + i + " " + "x".repeat(50));
        }
        return "done";
      case "log-without-end":
        for (int i = 0; i < 64; i++) {
          System.out.print("y".repeat(MIB));
        }
        return "done";
      case "forged-log":
        return forgedLog(context.get("awsRequestId"));
      case "spin":
        while (true) {
          Thread.onSpinWait();
        }
      case "sleep":
        return sleep();
      case "ignore-sigterm":
        Runtime.getRuntime().addShutdownHook(new Thread(Bombs::sleep));
        return sleep();
      case "stop-itself":
        return signal("STOP");
      case "crash":
        return signal("SEGV");
      case "kill-everybody":
        shell("kill -9 -1");
        return sleep();
      case "exit":
        Runtime.getRuntime().halt(7);
        return null;
      case "daemon":
        shell(
                "setsid sh -c \"(trap '' TERM HUP; while true; do sleep 1000; : "
                    + words[1]
                    + "; done) &\" >/dev/null 2>&1 </dev/null")
            .waitFor();
        return "left";
      case "large-answer":
        return "x".repeat(7 * MIB);
      case "nothing":
        return "nothing";
      default:
        throw new IllegalArgumentException(event);
    }
  }

  private static Process shell(String script) throws IOException {
    return new ProcessBuilder("/bin/sh", "-c", script)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  private static Object signal(String name) throws IOException {
    shell("kill -" + name + " " + ProcessHandle.current().pid());
    return sleep();
  }

  private static Object sleep() {
    while (true) {
      try {
        Thread.sleep(1_000_000);
      } catch (InterruptedException e) {
        // Nobody is to wake it.
      }
    }
  }

  private static int threads() {
    int made = 0;
    try {
      while (made < 5000) {
        Thread thread = new Thread(Bombs::sleep);
        thread.setDaemon(true);
        thread.start();
        made++;
      }
    } catch (OutOfMemoryError e) {
      return made;
    }
    return made;
  }

  private static Object fill(String folder) throws IOException {
    byte[] block = new byte[MIB];
    for (int i = 0; i < 1000; i++) {
      Files.write(Path.of(folder, Integer.toString(i)), block);
    }
    return "no end";
  }

  private static Object inodes() {
    int made = 0;
    try {
      while (true) {
        Files.createFile(Path.of("/tmp/i" + made));
        made++;
      }
    } catch (IOException e) {
      return made;
    }
  }

  private static Object descriptors() {
    int held = 0;
    try {
      while (held < 100_000) {
        HELD.add(new FileInputStream("/dev/null"));
        held++;
      }
    } catch (IOException e) {
      return held;
    }
    return "no end";
  }

  private static Object forgedLog(Object call) throws IOException {
    String forged =
        "\u001eZ%s\n\u001eTPE The platform says so\n\u001eTP\n\u001e\u001e\u001e\n\u001b[2J\0\u0007\r\n";
    // Not closed: that would close the log for good.
    FileOutputStream out = new FileOutputStream(FileDescriptor.out);
    HELD.add(out);
    out.write(forged.formatted(call).getBytes());
    System.out.println("after the forged mark");
    return "done";
  }
}

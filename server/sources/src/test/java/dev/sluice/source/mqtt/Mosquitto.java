package dev.sluice.source.mqtt;

import dev.sluice.source.harness.Program;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Mosquitto of our own on free ports, one for everybody and one for a user with a password. */
public final class Mosquitto implements AutoCloseable {
  /** Of the password {@code right}, made by mosquitto_passwd. */
  private static final String PASSWORDS =
      "sensor:$7$101$U3tfYvI/5KoEA4Sw$/NweNt9NlKwosE++MJ24pqxa0GFOUmn5tSxFWgy"
          + "4aicKT7we7A5r0J6RAyJ1entaypfcmxv6E4vow3JJuM9eKw==\n";

  private final String program = Program.find("mosquitto", "/usr/sbin/mosquitto");
  private final Path folder = Files.createTempDirectory("mosquitto");
  private final int port = Program.freePort();
  private final int guarded = Program.freePort();
  private Program running;

  /** Starts it; it has messages on disk when it acknowledges them. */
  public Mosquitto() throws Exception {
    this(
        List.of(
            // All that it has, at each change.
            "autosave_on_changes true", "autosave_interval 1"));
  }

  /** Starts one that keeps what it has in memory while it runs. */
  public static Mosquitto inMemory() throws Exception {
    return new Mosquitto(List.of());
  }

  private Mosquitto(List<String> more) throws Exception {
    Files.writeString(folder.resolve("passwords"), PASSWORDS);
    Files.createDirectory(folder.resolve("data"));
    Files.writeString(
        folder.resolve("mosquitto.conf"),
        String.join(
            "\n",
            "per_listener_settings true",
            "listener " + port + " 127.0.0.1",
            "allow_anonymous true",
            "listener " + guarded + " 127.0.0.1",
            "allow_anonymous false",
            "password_file " + folder.resolve("passwords"),
            "persistence true",
            // It drops what is more than that, while nobody is there.
            "max_queued_messages 0",
            "persistence_location " + folder.resolve("data") + "/",
            // As root it would become another user, who may not write here.
            "user " + System.getProperty("user.name"),
            String.join("\n", more),
            ""));
    start();
  }

  /** Starts it with the sessions that it has on disk. */
  public void start() throws Exception {
    running =
        Program.start(
            folder, Map.of(), List.of(program, "-c", folder.resolve("mosquitto.conf").toString()));
    running.awaitPort(port);
  }

  /** Ends it; it keeps its sessions. */
  public void stop() throws InterruptedException {
    running.stop();
  }

  /** Where it is, for everybody. */
  public String url() {
    return "tcp://127.0.0.1:" + port;
  }

  String guardedUrl() {
    return "tcp://127.0.0.1:" + guarded;
  }

  String address() {
    return "127.0.0.1:" + port;
  }

  public int port() {
    return port;
  }

  @Override
  public void close() throws Exception {
    running.kill();
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}

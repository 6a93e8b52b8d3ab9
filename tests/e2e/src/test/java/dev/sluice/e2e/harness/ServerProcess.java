package dev.sluice.e2e.harness;

import dev.sluice.client.Connection;
import dev.sluice.client.LocalServer;
import dev.sluice.client.SluiceClient;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * The real server from the built distribution, in a process of its own on a data directory that
 * outlives it. Not thread-safe; its client is.
 */
public final class ServerProcess implements AutoCloseable {
  private static final Duration START = Duration.ofMinutes(3);
  private static final Duration STOP = Duration.ofMinutes(1);

  private final Launch launch;
  private final Process process;
  private final Path out;
  private final Path log;
  private final long pid;
  private final URI gateway;
  private final SluiceClient client;

  private ServerProcess(Launch launch, Process process, Path out, Path log) throws Exception {
    this.launch = launch;
    this.process = process;
    this.out = out;
    this.log = log;
    Await.until(
        START,
        "the server's ready line; so far:\n" + launch.command(),
        () -> {
          if (!process.isAlive()) {
            throw new AssertionError(
                "the server ended with status " + process.exitValue() + ":\n" + output());
          }
          return Files.readString(out).lines().anyMatch(line -> line.startsWith("sluice ready: "));
        });
    String ready =
        Files.readString(out).lines().filter(l -> l.startsWith("sluice ready: ")).findFirst().get();
    if (!ready.matches(
        "sluice ready: http://127\\.0\\.0\\.1:\\d+ gateway http://127\\.0\\.0\\.1:\\d+")) {
      throw new AssertionError("not the promised line: " + ready);
    }
    String[] words = ready.split(" ", -1);
    this.gateway = URI.create(words[4]);
    Connection connection = LocalServer.find(launch.data).orElseThrow();
    if (!connection.url().equals(URI.create(words[2]))) {
      throw new AssertionError("server.json says " + connection.url() + ", stdout says " + ready);
    }
    this.pid = Json.read(Files.readString(launch.data.resolve("server.json"))).get("pid").asLong();
    this.client = new SluiceClient(connection);
  }

  /** Prepares a server on this data directory. */
  public static Launch on(Path data) {
    return new Launch(data);
  }

  /** As the admin. */
  public SluiceClient client() {
    return client;
  }

  /** Requests that the client does not make. */
  public Http http() {
    return new Http(client.connection());
  }

  /**
   * What it measures, as {@code /metrics} tells it.
   *
   * @param name with its labels as they are written there
   */
  public double metric(String name) throws IOException, InterruptedException {
    String text = http().withToken(null).get("/metrics").text();
    return text.lines()
        .filter(line -> line.startsWith(name + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
        .findFirst()
        .orElseThrow(() -> new AssertionError(name + " is not in\n" + text));
  }

  public URI gateway() {
    return gateway;
  }

  public Path data() {
    return launch.data;
  }

  /** The process id that the server gave itself. */
  public long pid() {
    return pid;
  }

  /** What it has written on stdout and stderr so far, for failures. */
  public String output() throws IOException {
    return Files.readString(out) + Files.readString(log);
  }

  /**
   * Kills the server with all its threads at once, as a power cut would; returns when it is gone.
   */
  public void kill9() throws Exception {
    ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
    if (!process.waitFor(STOP.toSeconds(), TimeUnit.SECONDS)) {
      throw new AssertionError("the server survived SIGKILL");
    }
  }

  /** Sends SIGTERM and returns the status that the server ended with. */
  public int terminate() throws Exception {
    ProcessHandle.of(pid).ifPresent(ProcessHandle::destroy);
    if (!process.waitFor(STOP.toSeconds(), TimeUnit.SECONDS)) {
      throw new AssertionError("the server did not stop on SIGTERM:\n" + output());
    }
    return process.exitValue();
  }

  /** Another server with the same options on the same directory, once this one has ended. */
  public ServerProcess restart() throws Exception {
    if (process.isAlive()) {
      throw new IllegalStateException("still running");
    }
    return launch.start();
  }

  /** Stops the server if it runs, as gently as it lets us. */
  @Override
  public void close() throws Exception {
    if (process.isAlive()) {
      ProcessHandle.of(pid).ifPresent(ProcessHandle::destroy);
      if (!process.waitFor(STOP.toSeconds(), TimeUnit.SECONDS)) {
        kill9();
      }
    }
  }

  /** How a server is started. */
  public static final class Launch {
    private final Path data;
    private final List<String> prefix = new ArrayList<>();
    private final List<String> options = new ArrayList<>();
    private final Map<String, String> environment = new TreeMap<>();
    private Path distribution = Distribution.folder();
    private String listen = "127.0.0.1:0";
    private boolean inherits = true;
    private int count;

    private Launch(Path data) {
      this.data = data;
    }

    /** Further options of {@code sluice server}. */
    public Launch with(String... more) {
      options.addAll(List.of(more));
      return this;
    }

    /** Another address than a free port. */
    public Launch listen(String address) {
      listen = address;
      return this;
    }

    /** A configuration of these lines. */
    public Launch config(String lines) throws IOException {
      Path file = data.resolveSibling(data.getFileName() + ".config");
      Files.writeString(file, lines);
      return with("--config", file.toString());
    }

    /** A command that starts the server as its own last act. */
    public Launch through(String... command) {
      prefix.addAll(List.of(command));
      return this;
    }

    /** One more variable in the server's environment. */
    public Launch environment(String name, String value) {
      environment.put(name, value);
      return this;
    }

    /** Nothing in the server's environment but what is added to it. */
    public Launch emptyEnvironment() {
      inherits = false;
      return this;
    }

    /** Another copy of the distribution. */
    public Launch from(Path copy) {
      distribution = copy;
      return this;
    }

    /** Starts it and waits until it is ready. */
    public ServerProcess start() throws Exception {
      Path out = file("out");
      Path log = file("log");
      Process process = builder(out, log).start();
      try {
        return new ServerProcess(this, process, out, log);
      } catch (AssertionError | Exception e) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        throw new AssertionError(e.getMessage() + "\n" + Files.readString(log), e);
      }
    }

    /** Starts it where it must refuse to start. */
    public Refusal refused() throws Exception {
      Path out = file("out");
      Path log = file("log");
      Process process = builder(out, log).start();
      if (!process.waitFor(START.toSeconds(), TimeUnit.SECONDS)) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        throw new AssertionError("the server runs:\n" + Files.readString(log));
      }
      return new Refusal(process.exitValue(), Files.readString(out), Files.readString(log));
    }

    private ProcessBuilder builder(Path out, Path log) {
      ProcessBuilder builder =
          new ProcessBuilder(command()).redirectOutput(out.toFile()).redirectError(log.toFile());
      if (!inherits) {
        builder.environment().clear();
      }
      // A server of a test is over before the better compiler has paid for its work.
      builder.environment().putIfAbsent("SLUICE_JAVA_OPTS", "-XX:TieredStopAtLevel=1");
      builder.environment().putAll(environment);
      return builder;
    }

    private List<String> command() {
      List<String> command = new ArrayList<>(prefix);
      command.addAll(
          List.of(
              distribution.resolve("bin/sluice").toString(),
              "server",
              "--data",
              data.toString(),
              "--listen",
              listen,
              "--gateway",
              "127.0.0.1:0"));
      command.addAll(options);
      return command;
    }

    private Path file(String ending) {
      return data.resolveSibling(data.getFileName() + "." + ++count + "." + ending);
    }
  }

  /** How a server refused to start. */
  public record Refusal(int status, String out, String err) {}
}

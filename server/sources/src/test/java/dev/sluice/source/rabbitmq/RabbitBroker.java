package dev.sluice.source.rabbitmq;

import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import dev.sluice.source.harness.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** RabbitMQ of our own on a free port, with its name service and its data in a scratch folder. */
public final class RabbitBroker implements AutoCloseable {
  private final String program =
      Program.find("rabbitmq-server", "/usr/lib/rabbitmq/bin/rabbitmq-server");
  private final String control =
      Program.find("rabbitmq-server", "/usr/lib/rabbitmq/bin/rabbitmqctl");
  private final String names = Program.find("rabbitmq-server", "/usr/bin/epmd");
  private final Path folder = Files.createTempDirectory("rabbitmq");
  private final int port = Program.freePort();
  private final Map<String, String> environment = new TreeMap<>();
  private final Program nameService;
  private Program node;

  /** Starts it. */
  public RabbitBroker() throws Exception {
    int namesPort = Program.freePort();
    Files.writeString(folder.resolve("plugins"), "[].\n");
    Files.writeString(
        folder.resolve("rabbitmq.conf"), "listeners.tcp.1 = 127.0.0.1:" + port + "\n");
    environment.put("HOME", folder.toString());
    environment.put("RABBITMQ_MNESIA_BASE", folder.resolve("data").toString());
    environment.put("RABBITMQ_LOG_BASE", folder.resolve("log").toString());
    environment.put("RABBITMQ_LOGS", "-");
    environment.put("RABBITMQ_NODENAME", "test@localhost");
    environment.put("RABBITMQ_ENABLED_PLUGINS_FILE", folder.resolve("plugins").toString());
    environment.put("RABBITMQ_CONFIG_FILE", folder.resolve("rabbitmq.conf").toString());
    environment.put("RABBITMQ_PID_FILE", folder.resolve("pid").toString());
    environment.put("RABBITMQ_DIST_PORT", String.valueOf(Program.freePort()));
    environment.put("ERL_EPMD_PORT", String.valueOf(namesPort));
    environment.put("ERL_EPMD_ADDRESS", "127.0.0.1");
    nameService =
        Program.start(
            folder,
            environment,
            List.of(names, "-port", String.valueOf(namesPort), "-address", "127.0.0.1"));
    nameService.awaitPort(namesPort);
    start();
  }

  /** Starts it with the data that it has. */
  public void start() throws Exception {
    node = Program.start(folder, environment, List.of(program));
    node.awaitPort(port);
  }

  /**
   * Returns when all queues are on disk. It answers a declaration up to seconds before that, and
   * forgets it when it is killed meanwhile.
   */
  void writeQueues() throws Exception {
    Program.run(folder, environment, List.of(control, "eval", "ok = mnesia:sync_log()."));
  }

  /** Ends it in order, with all that it knows on disk. */
  public void stop() throws InterruptedException {
    node.end("beam.smp");
  }

  /** Kills it. */
  public void kill() throws InterruptedException {
    node.kill();
  }

  /** Where it is, for everybody. */
  public String uri() {
    return "amqp://guest@127.0.0.1:" + port;
  }

  String address() {
    return "127.0.0.1:" + port;
  }

  /** A connection of the test's own. */
  public Connection connect() throws Exception {
    ConnectionFactory factory = new ConnectionFactory();
    factory.setHost("127.0.0.1");
    factory.setPort(port);
    factory.setAutomaticRecoveryEnabled(false);
    return factory.newConnection();
  }

  @Override
  public void close() throws Exception {
    node.kill();
    nameService.kill();
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    } catch (IOException e) {
      throw new AssertionError("something still writes into " + folder, e);
    }
  }
}

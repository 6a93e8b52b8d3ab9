package dev.sluice.source.kafka;

import dev.sluice.source.harness.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/** A Kafka of one node inside this JVM, with a listener for everybody and one that wants a user. */
public final class KafkaBroker implements AutoCloseable {
  private final Path folder = Files.createTempDirectory("kafka");
  private final int port = Program.freePort();
  private final int guarded = Program.freePort();
  private final Properties config = new Properties();
  private KafkaRaftServer server;

  /** Starts it. */
  public KafkaBroker() throws Exception {
    int controller = Program.freePort();
    Map<String, String> settings =
        Map.ofEntries(
            Map.entry("process.roles", "broker,controller"),
            Map.entry("node.id", "1"),
            Map.entry("controller.quorum.voters", "1@127.0.0.1:" + controller),
            Map.entry("controller.listener.names", "CONTROLLER"),
            Map.entry(
                "listeners",
                "PLAINTEXT://127.0.0.1:%d,GUARDED://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d"
                    .formatted(port, guarded, controller)),
            Map.entry(
                "listener.security.protocol.map",
                "PLAINTEXT:PLAINTEXT,GUARDED:SASL_PLAINTEXT,CONTROLLER:PLAINTEXT"),
            Map.entry("inter.broker.listener.name", "PLAINTEXT"),
            Map.entry("listener.name.guarded.sasl.enabled.mechanisms", "PLAIN"),
            Map.entry(
                "listener.name.guarded.plain.sasl.jaas.config",
                "org.apache.kafka.common.security.plain.PlainLoginModule required"
                    + " user_reader=\"right\";"),
            Map.entry("log.dirs", folder.resolve("data").toString()),
            Map.entry("metadata.log.dir", folder.resolve("metadata").toString()),
            Map.entry("offsets.topic.replication.factor", "1"),
            Map.entry("offsets.topic.num.partitions", "1"),
            Map.entry("transaction.state.log.replication.factor", "1"),
            Map.entry("transaction.state.log.min.isr", "1"),
            Map.entry("share.coordinator.state.topic.replication.factor", "1"),
            Map.entry("share.coordinator.state.topic.min.isr", "1"),
            Map.entry("auto.create.topics.enable", "false"),
            Map.entry("group.initial.rebalance.delay.ms", "0"),
            Map.entry("log.cleaner.dedupe.buffer.size", "2097152"));
    config.putAll(settings);
    Formatter formatter = new Formatter();
    formatter.setClusterId(Uuid.randomUuid().toString());
    formatter.setNodeId(1);
    formatter.setReleaseVersion(MetadataVersion.latestProduction());
    formatter.setMetadataLogDirectory(folder.resolve("metadata").toString());
    formatter.addDirectory(folder.resolve("data").toString());
    formatter.addDirectory(folder.resolve("metadata").toString());
    formatter.setControllerListenerName("CONTROLLER");
    formatter.setUnstableFeatureVersionsEnabled(false);
    formatter.run();
    start();
  }

  /** Starts it with the data that it has. */
  public void start() {
    server = new KafkaRaftServer(new KafkaConfig(config, false), Time.SYSTEM);
    server.startup();
  }

  /** Ends it. */
  public void stop() {
    server.shutdown();
    server.awaitShutdown();
  }

  /** Makes a topic. */
  public void createTopic(String topic, int partitions) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", address()))) {
      Object unused =
          admin.createTopics(List.of(new NewTopic(topic, partitions, (short) 1))).all().get();
    }
  }

  /** Host and port of the listener for everybody. */
  public String address() {
    return "127.0.0.1:" + port;
  }

  String guardedAddress() {
    return "127.0.0.1:" + guarded;
  }

  @Override
  public void close() throws IOException {
    stop();
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}

package dev.sluice.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigLoaderTest {
  private static final ServerFlags NONE = new ServerFlags(null, null, null, null, null);

  @TempDir Path folder;

  @Test
  void shouldTakeDefaultsWhereNothingIsSet() throws ConfigException {
    ServerConfig config = ConfigLoader.load(NONE, Map.of(), folder);

    assertThat(config.data()).isEqualTo(folder);
    assertThat(config.listen()).hasToString("127.0.0.1:8640");
    assertThat(config.gateway()).hasToString("127.0.0.1:8641");
    assertThat(config.sandbox().bubblewrap()).isTrue();
    assertThat(config.invocation().maxPayloadBytes()).isEqualTo(6 << 20);
    assertThat(config.retention()).isEqualTo(Duration.ofDays(7));
    assertThat(config.logs().age()).isEqualTo(Duration.ofDays(7));
    assertThat(config.logs().bytesPerNamespace()).isEqualTo(1 << 30);
    assertThat(config.database()).isNull();
  }

  @Test
  void shouldLetTheFlagWinOverTheEnvironmentAndThatOverTheFile() throws Exception {
    Path file = write("listen=127.0.0.1:1\ngateway=127.0.0.1:1\nrecords.retention=1d\n");
    Map<String, String> environment =
        Map.of("SLUICE_LISTEN", "127.0.0.1:2", "SLUICE_GATEWAY", "127.0.0.1:2");

    ServerConfig config =
        ConfigLoader.load(
            new ServerFlags(null, "127.0.0.1:3", null, file.toString(), null), environment, folder);

    assertThat(config.listen().port()).isEqualTo(3);
    assertThat(config.gateway().port()).isEqualTo(2);
    assertThat(config.retention()).isEqualTo(Duration.ofDays(1));
    assertThat(config.logs().age()).isEqualTo(Duration.ofDays(1));
  }

  @Test
  void shouldKeepLinesForATimeOfTheirOwn() throws Exception {
    Path file = write("records.retention=1d\nlogs.retention=30d\nlogs.max-bytes=64MiB\n");

    ServerConfig config =
        ConfigLoader.load(
            new ServerFlags(null, null, null, file.toString(), null), Map.of(), folder);

    assertThat(config.retention()).isEqualTo(Duration.ofDays(1));
    assertThat(config.logs().age()).isEqualTo(Duration.ofDays(30));
    assertThat(config.logs().bytesPerNamespace()).isEqualTo(64 << 20);
  }

  @Test
  void shouldTellAllThatIsWrongAtOnce() throws Exception {
    Path file = write("pool.keepalive=5m\nrecords.retention=7\nshutdown.drain=5s\n");

    List<String> problems =
        problems(
            new ServerFlags(null, "nowhere", null, file.toString(), "docker"),
            Map.of("SLUICE_POOL_MAX_INSTANCE", "3", "SLUICE_POOL_WARM_HOSTS", "-1"));

    assertThat(problems)
        .hasSize(6)
        .anySatisfy(p -> assertThat(p).contains("'pool.keepalive'", "'pool.keep-alive'"))
        .anySatisfy(
            p ->
                assertThat(p).contains("'SLUICE_POOL_MAX_INSTANCE'", "'SLUICE_POOL_MAX_INSTANCES'"))
        .anySatisfy(p -> assertThat(p).contains("records.retention", "'7'", "like 30s"))
        .anySatisfy(p -> assertThat(p).contains("pool.warm-hosts", "'-1'"))
        .anySatisfy(p -> assertThat(p).contains("listen", "'nowhere'", "as a flag"))
        .anySatisfy(p -> assertThat(p).contains("isolation", "bubblewrap or process"));
  }

  @Test
  void shouldLeaveHalfOfTheThreadsToCallsThatDoNotWaitForAnInstance() throws Exception {
    ServerConfig config = ConfigLoader.load(NONE, Map.of("SLUICE_HTTP_MAX_THREADS", "100"), folder);

    assertThat(config.pool().maxWaiting()).isEqualTo(50);
  }

  @Test
  void shouldReadTheNamespacesThatMayUseTheNetwork() throws Exception {
    assertThat(ConfigLoader.load(NONE, Map.of(), folder).hostNetworkNamespaces()).isEmpty();
    Path file = write("network.host-namespaces = default, web\n");
    ServerFlags flags = new ServerFlags(null, null, null, file.toString(), null);
    assertThat(ConfigLoader.load(flags, Map.of(), folder).hostNetworkNamespaces())
        .containsExactlyInAnyOrder("default", "web");
    assertThat(problems(NONE, Map.of("SLUICE_NETWORK_HOST_NAMESPACES", "web;ops")))
        .singleElement()
        .asString()
        .contains("network.host-namespaces", "'web;ops'", "default,web");
  }

  @Test
  void shouldLeaveVariablesOfOthersAlone() throws ConfigException {
    ServerConfig config =
        ConfigLoader.load(
            NONE, Map.of("SLUICE_URL", "http://x", "SLUICE_JAVA_OPTS", "-Xmx1g"), folder);

    assertThat(config.data()).isEqualTo(folder);
  }

  @Test
  void shouldNotShowTheDatabasePassword() throws Exception {
    Path file =
        write("database.url=jdbc:postgresql://h/n\ndatabase.user=u\ndatabase.password=hunter2\n");

    ServerConfig config =
        ConfigLoader.load(
            new ServerFlags(null, null, null, file.toString(), null), Map.of(), folder);

    assertThat(config.toString()).contains("jdbc:postgresql://h/n").doesNotContain("hunter2");
    assertThat(config.database().password()).isEqualTo("hunter2");
  }

  @Test
  void shouldRefuseAFileThatIsNotThere() {
    assertThat(
            problems(
                new ServerFlags(null, null, null, folder.resolve("x").toString(), null), Map.of()))
        .singleElement()
        .asString()
        .contains("cannot be read");
  }

  private List<String> problems(ServerFlags flags, Map<String, String> environment) {
    return catchThrowableOfType(
            ConfigException.class, () -> ConfigLoader.load(flags, environment, folder))
        .problems();
  }

  private Path write(String text) throws IOException {
    return Files.writeString(folder.resolve("sluice.properties"), text);
  }
}

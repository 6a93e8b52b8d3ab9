package dev.sluice.e2e.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.e2e.harness.Cli;
import dev.sluice.e2e.harness.Json;
import dev.sluice.e2e.harness.SharedServerTest;
import org.junit.jupiter.api.Test;

/** {@code sluice source}, typed by hand. */
class SourceVerbsTest extends SharedServerTest {
  private final Cli cli = new Cli(client.connection());

  @Test
  void shouldMakeShowChangePauseAndDeleteASource() throws Exception {
    String name = name("tick");

    assertThat(
            cli.run(
                "source",
                "create",
                name,
                "--kind",
                "schedule",
                "--option",
                "cron=0 2 * * *",
                "--option",
                "timezone=Europe/Berlin",
                "--description",
                "at night"))
        .isEqualTo("source " + name + " created\n");
    assertThat(cli.run("source", "get", name))
        .contains("schedule", "running", "cron", "0 2 * * *", "Europe/Berlin", "at night");
    assertThat(cli.run("source", "update", name, "--option", "timezone="))
        .isEqualTo("source " + name + " updated\n");
    assertThat(Json.read(cli.run("source", "get", name, "--output", "json")).get("options"))
        .isEqualTo(Json.read("{\"cron\":\"0 2 * * *\"}"));
    assertThat(cli.run("source", "pause", name)).isEqualTo("source " + name + " paused\n");
    assertThat(cli.run("source", "list")).contains(name, "paused");
    assertThat(cli.run("source", "resume", name)).isEqualTo("source " + name + " resumed\n");
    assertThat(cli.run("source", "delete", name)).isEqualTo("source " + name + " deleted\n");
    assertThat(cli.refused("source", "get", name)).contains("no source '" + name + "'");
  }

  @Test
  void shouldSayWhereOthersSendTo() throws Exception {
    String name = name("hook");

    assertThat(cli.run("source", "create", name, "--kind", "webhook", "--option", "verify=none"))
        .isEqualTo(
            "source " + name + " created; send to /hooks/default/" + name + " of the gateway\n");
    assertThat(cli.run("source", "delete", name)).isEqualTo("source " + name + " deleted\n");
  }

  @Test
  void shouldListKindsAndTheirOptions() throws Exception {
    assertThat(cli.run("source", "kinds")).contains("schedule", "webhook", "rabbitmq", "timed");
    assertThat(cli.run("source", "kinds", "webhook"))
        .contains("verify", "required", "hmac-sha256", "dev.sluice.webhook.request");
  }

  @Test
  void shouldTestWhatASourceWouldBeConnectedTo() throws Exception {
    assertThat(cli.run("source", "test", "schedule", "--option", "cron=@daily"))
        .isEqualTo("The options are right. A source of the kind schedule connects to nothing.\n");
    assertThat(cli.refused("source", "test", "schedule", "--option", "cron=x"))
        .contains("The option 'cron'");
    assertThat(cli.refused("source", "test", "magic")).contains("magic");
    Cli.Result found =
        cli.result(
            "source",
            "test",
            "mqtt",
            "--option",
            "url=tcp://127.0.0.1:1",
            "--option",
            "topics=t",
            "--output",
            "json");
    assertThat(found.status()).isEqualTo(1);
    assertThat(Json.read(found.out()).path("ok").asBoolean()).isFalse();
    assertThat(found.out()).contains("Nothing answers at ");
  }

  @Test
  void shouldRefuseOptionsThatAreNone() throws Exception {
    assertThat(cli.refused("source", "create", "s", "--kind", "schedule", "--option", "cron=x"))
        .contains("The option 'cron'");
  }
}

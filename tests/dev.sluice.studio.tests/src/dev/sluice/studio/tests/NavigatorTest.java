package dev.sluice.studio.tests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.api.AliasSpec;
import dev.sluice.api.AssociationSpec;
import dev.sluice.api.AssociationSpec.Target;
import dev.sluice.api.AsyncSpec;
import dev.sluice.api.FunctionSpec;
import dev.sluice.api.JobSpec;
import dev.sluice.api.NamespaceSpec;
import dev.sluice.api.SourceSpec;
import dev.sluice.api.WorkflowInfo;
import dev.sluice.client.DeadLetterRequest;
import dev.sluice.client.InvokeRequest;
import dev.sluice.client.SluiceApiException;
import dev.sluice.client.SluiceClient;
import dev.sluice.studio.core.connection.ConnectionTrial;
import dev.sluice.studio.tests.bot.BotTree;
import dev.sluice.studio.ui.StudioServices;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.eclipse.swt.custom.CTabItem;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Text;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Everything in one tree. */
class NavigatorTest extends StudioTest {
  private static final String ECHO = "def handler(event, context):\n    return event\n";
  private static final String FAILS =
      "def handler(event, context):\n    raise ValueError('card declined')\n";

  private SluiceClient client;

  private interface Call {
    void run() throws IOException;
  }

  @BeforeEach
  void begin() {
    client = server().client();
  }

  @AfterEach
  void clearUp() throws IOException {
    for (String name : List.of("nav-lead", "nav-led")) {
      gone(() -> client.events().delete(name));
    }
    gone(() -> client.sources().delete("nav-tick"));
    gone(() -> client.sources().delete("nav-tock"));
    gone(() -> client.workflows().delete("nav-flow"));
  }

  private static void gone(Call call) throws IOException {
    try {
      call.run();
    } catch (SluiceApiException e) {
      assertThat(e.status()).isEqualTo(404);
    }
  }

  @Test
  void shouldShowAllKindsInOneTreeWithTheirStates() throws IOException {
    create("nav-echo", ECHO);
    source("nav-tick");
    client.sources().pause("nav-tick", true);
    associate("nav-lead", "nav-tick", "nav-echo");
    String version = Integer.toString(deploy().version());
    client.workflows().setAlias("nav-flow", "live", new AliasSpec(Map.of(version, 1.0), null));
    client.jobs().start("nav-echo", JobSpec.ofItems(List.of(1, 2)));
    deadLetter("nav-fails");

    group("Sources").waitForItem("nav-tick  schedule · paused");
    group("Associations").waitForItem("nav-lead  to nav-echo");
    group("Workflows").expand("nav-flow").waitForItem("nav-flow", "Version " + version);
    assertThat(group("Workflows").children("nav-flow")).first().isEqualTo("live  v" + version);
    group("Jobs").waitForItem("nav-echo  succeeded");
    group("Dead Letters").waitForItem("nav-fails  ValueError: card declined");
    BotTree functions = functions();
    bot.waitUntil(
        "it says that events were given up",
        () -> functions.items().stream().anyMatch(it -> it.matches("nav-fails .* dead letter.*")));
    bot.captureScreenshot("navigator");
  }

  @Test
  void shouldFilterNamesOfAllKindsAndShowWhatWasOpenBefore() throws IOException {
    create("nav-echo", ECHO);
    create("straw", ECHO);
    source("nav-tick");
    deploy();
    group("Sources").waitForItem("nav-tick");
    group("Workflows").waitForItem("nav-flow");
    namespace("default").waitForItem("Jobs");

    bot.withId(Text.class, "navigator.filter").typeOver("nav-");
    functions().waitUntilGone("straw");
    namespace("default").waitForItem("Sources", "nav-tick");
    namespace("default").waitForItem("Workflows", "nav-flow");
    bot.captureScreenshot("navigator-filtered");
    bot.withId(Text.class, "navigator.filter").typeOver("nav-flow");
    namespace("default").waitUntilGone("Functions");
    assertThat(namespace("default").items()).containsExactly("Workflows  1");

    bot.withId(Text.class, "navigator.filter").setText("");
    functions().waitForItem("straw");
    assertThat(namespace("default").open())
        .anyMatch(text -> text.startsWith("Sources"))
        .noneMatch(text -> text.startsWith("Jobs"));
  }

  @Test
  void shouldOpenWhatEachKindIsAtHomeIn() throws IOException {
    create("nav-echo", ECHO);
    client.versions().publish("nav-echo", "one", null);
    source("nav-tick");
    associate("nav-lead", "nav-tick", "nav-echo");
    deploy();
    client.jobs().start("nav-echo", JobSpec.ofItems(List.of(1)));
    deadLetter("nav-fails");

    functions().expand("nav-echo").doubleClick("nav-echo", "Version 1");
    bot.widget(CTabItem.class, "of the version", t -> t.getText().startsWith("nav-echo "));
    group("Jobs").doubleClick("nav-echo");
    bot.tableWithId("jobs.table").waitUntilSelected("nav-echo");
    group("Dead Letters").doubleClick("nav-fails");
    bot.withId(Label.class, "deadLetters.error").waitForText("card declined");
    group("Associations").doubleClick("nav-lead");
    bot.withId(Label.class, "wiring.title").waitForText("nav-lead");
    bot.ui().run(() -> page().closeAllEditors(false));
    group("Workflows").doubleClick("nav-flow");
    bot.waitForTab("nav-flow");
  }

  @Test
  void shouldSayWhatDependsOnEachOfManyBeforeItDeletesThem() throws IOException {
    create("nav-echo", ECHO);
    create("nav-too", ECHO);
    source("nav-tick");
    source("nav-tock");
    associate("nav-lead", "nav-tick", "nav-echo");
    deploy();
    group("Workflows").waitForItem("nav-flow");
    group("Sources").waitForItem("nav-tock");
    functions().select("nav-echo");
    functions().selectToo("nav-too");
    group("Sources").selectToo("nav-tick");
    group("Sources").selectToo("nav-tock");
    group("Workflows").selectToo("nav-flow");

    functions().clickContextMenu("Delete…");
    bot.shell("Delete");
    bot.withId(Text.class, "delete.all")
        .waitForText("Still taking its events: the association nav-lead.")
        .waitForText("Delete the workflow nav-flow")
        .waitForText("Still leading there: the association nav-lead and the workflow nav-flow.");
    bot.captureScreenshot("delete-many");
    bot.button("Delete").click();
    functions().waitUntilGone("nav-echo");
    group("Sources").waitUntilGone("nav-tick");
    group("Workflows").waitUntilGone("nav-flow");
    assertThat(client.sources().list()).noneMatch(source -> source.name().startsWith("nav-t"));
  }

  @Test
  void shouldRenameAnAliasAndSayWhatLeadsToTheOldName() throws IOException {
    create("nav-echo", ECHO);
    client.versions().publish("nav-echo", "one", null);
    client.versions().setAlias("nav-echo", "prod", new AliasSpec(Map.of("1", 1.0), null), null);
    client
        .events()
        .create(
            new AssociationSpec(
                "nav-led",
                List.of("events"),
                null,
                List.of(new Target("nav-echo", "prod", null)),
                null,
                null,
                null));
    functions().expand("nav-echo").select("nav-echo", "prod");
    functions().clickContextMenu("Rename…");
    bot.shell("Rename prod");
    bot.widget(Label.class, "with what leads there", l -> l.getText().contains("nav-led"));
    bot.captureScreenshot("rename");
    bot.withId(Text.class, "rename.name").typeOver("live");
    bot.button("Rename").click();
    functions().waitForItem("nav-echo", "live");
    assertThat(client.versions().aliases("nav-echo"))
        .singleElement()
        .satisfies(alias -> assertThat(alias.name()).isEqualTo("live"));
  }

  @Test
  void shouldShowTheNewNameOfAnAliasOfAWorkflow() throws IOException {
    String version = Integer.toString(deploy().version());
    client.workflows().setAlias("nav-flow", "live", new AliasSpec(Map.of(version, 1.0), null));
    group("Workflows").waitForItem("nav-flow");
    group("Workflows").expand("nav-flow").waitForItem("nav-flow", "live");
    group("Workflows").select("nav-flow", "live").clickContextMenu("Rename…");
    bot.shell("Rename live");
    bot.withId(Text.class, "rename.name").typeOver("stable");
    bot.button("Rename").click();
    group("Workflows").waitForItem("nav-flow", "stable");
    assertThat(client.workflows().aliases("nav-flow"))
        .singleElement()
        .satisfies(alias -> assertThat(alias.name()).isEqualTo("stable"));
  }

  @Test
  void shouldPauseAndResumeASource() throws IOException {
    source("nav-tick");
    group("Sources").select("nav-tick").clickContextMenu("Pause");
    group("Sources").waitForItem("nav-tick  schedule · paused");
    group("Sources").clickContextMenu("Resume");
    bot.waitUntil("it goes on", () -> !state("nav-tick").equals("paused"));
  }

  @Test
  void shouldTurnToAnotherNamespaceAndBack() throws IOException {
    create("nav-echo", ECHO);
    try {
      client
          .namespaces()
          .create(new NamespaceSpec("nav-team", null, null, null, null, null, null, null));
    } catch (SluiceApiException e) {
      assertThat(e.status()).isEqualTo(409);
    }
    bot.pressToolItem("Refresh");
    String place = StudioServices.session().server().link().status().place();
    BotTree spaces = bot.treeWithId("navigator.tree").below(place);
    spaces.doubleClick("nav-team");
    namespace("nav-team").expand("Functions").waitForItem("Functions", "Double-click to make one");
    bot.captureScreenshot("navigator-namespaces");
    bot.treeWithId("navigator.tree").below(place).doubleClick("default");
    functions().waitForItem("nav-echo");
    bot.waitUntil(
        "it works there",
        () ->
            StudioServices.session()
                .server()
                .link()
                .status()
                .caller()
                .namespace()
                .equals("default"));
    client.namespaces().delete("nav-team");
  }

  @AfterEach
  void turnBack() {
    var server = StudioServices.session().server();
    var caller = server.link().status().caller();
    if (caller != null && !caller.namespace().equals("default")) {
      ConnectionTrial.turn(server, "default", why -> {});
    }
  }

  private void source(String name) throws IOException {
    gone(() -> client.sources().delete(name));
    client.sources().create(new SourceSpec(name, "schedule", Map.of("cron", "0 3 * * *"), null));
  }

  private void associate(String name, String source, String function) throws IOException {
    client
        .events()
        .create(
            new AssociationSpec(
                name,
                List.of(source),
                null,
                List.of(new Target(function, null, null)),
                null,
                null,
                null));
  }

  private WorkflowInfo deploy() throws IOException {
    String text =
        """
        document: {dsl: 1.0.3, namespace: default, name: nav-flow, version: 1.0.0}
        do:
          - one:
              call: nav-echo
        """;
    return client.workflows().deploy(null, text.getBytes(StandardCharsets.UTF_8));
  }

  private void deadLetter(String function) throws IOException {
    create(function, FAILS);
    client.updateFunction(function, onlyOnce(), null);
    client.queue().invoke(function, InvokeRequest.json("{}"));
    bot.waitUntil("it is given up", () -> letters(function) > 0);
  }

  private int letters(String function) {
    try {
      return client.queue().deadLetters(DeadLetterRequest.of(function), 10, null).items().size();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private String state(String source) {
    try {
      return client.sources().get(source).state();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static FunctionSpec onlyOnce() {
    return new FunctionSpec(null, null, null, null, null, null, null, null, null)
        .withAsync(new AsyncSpec(null, 1, null, null, null, null, null, null, null));
  }
}

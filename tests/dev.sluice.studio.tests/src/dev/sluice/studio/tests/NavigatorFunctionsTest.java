package dev.sluice.studio.tests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.api.AliasSpec;
import dev.sluice.studio.tests.bot.BotTree;
import java.io.IOException;
import java.util.Map;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Link;
import org.eclipse.swt.widgets.Text;
import org.junit.jupiter.api.Test;

class NavigatorFunctionsTest extends StudioTest {
  private static final String ECHO = "def handler(event, context):\n    return event\n";

  @Test
  void shouldShowWhatSomeoneElseCreatesAndDeletes() throws IOException {
    create("live", ECHO);
    tree().waitForItem("live");

    server().client().deleteFunction("live", null);
    tree().waitUntilGone("live");
  }

  @Test
  void shouldShowOnlyFunctionsThatMatchTheFilter() throws IOException {
    create("needle", ECHO);
    create("straw", ECHO);
    tree().waitForItem("straw");

    bot.withId(Text.class, "navigator.filter").typeOver("NEED team=tests");
    tree().waitUntilGone("straw");
    assertThat(tree().items()).containsExactly("needle");

    bot.withId(Text.class, "navigator.filter").typeOver("no such thing");
    bot.withId(Label.class, "navigator.empty").waitForText("Nothing matches");
    bot.withId(Link.class, "navigator.emptyLink").press();
    tree().waitForItem("straw");
  }

  @Test
  void shouldShowAliasesWithTheirWeightsAndVersionsNewestFirst() throws IOException {
    create("weighted", ECHO);
    var versions = server().client().versions();
    versions.publish("weighted", "one", null);
    versions.publish("weighted", "two", null);
    versions.setAlias("weighted", "prod", new AliasSpec(Map.of("1", 0.9, "2", 0.1), null), null);

    tree().expand("weighted").waitForItem("weighted", "Version 1");
    assertThat(tree().children("weighted"))
        .containsExactly("prod  90% v1, 10% v2", "Version 2  two", "Version 1  one");
  }

  @Test
  void shouldKeepWhatIsSelectedAndOpenWhenSomeoneElseCreatesAndDeletesAbove() throws IOException {
    create("middle", ECHO);
    server().client().versions().publish("middle", "one", null);
    create("neighbour", ECHO);
    tree().expand("middle").waitForItem("middle", "Version 1");
    tree().select("middle");

    create("above", ECHO);
    tree().waitForItem("above");
    assertThat(tree().selected()).containsExactly("middle  v1");
    assertThat(tree().open()).containsExactly("middle  v1");

    server().client().deleteFunction("above", null);
    tree().waitUntilGone("above");
    assertThat(tree().selected()).containsExactly("middle  v1");
    assertThat(tree().open()).containsExactly("middle  v1");
  }

  @Test
  void shouldDisableAndEnable() throws IOException {
    create("toggled", ECHO);
    tree().select("toggled").clickContextMenu("Disable");
    bot.waitUntil("it is disabled", () -> state("toggled").equals("disabled"));
    tree().waitForItem("toggled  disabled");

    tree().select("toggled").clickContextMenu("Enable");
    bot.waitUntil("it is enabled", () -> state("toggled").equals("enabled"));
  }

  @Test
  void shouldSayWhatGoesBeforeItDeletes() throws IOException {
    create("doomed", ECHO);
    server().client().versions().publish("doomed", null, null);
    server()
        .client()
        .versions()
        .setAlias("doomed", "prod", new AliasSpec(Map.of("1", 1.0), null), null);
    tree().select("doomed").clickContextMenu("Delete…");

    bot.shell("Delete");
    bot.widget(Label.class, "with the question", l -> l.getText().contains("does the alias prod"));
    bot.captureScreenshot("delete-question");
    bot.button("Cancel").click();
    bot.waitUntilClosed("Delete");
    assertThat(server().client().function("doomed").name()).isEqualTo("doomed");

    tree().select("doomed").clickContextMenu("Delete…");
    bot.shell("Delete");
    bot.button("Delete").click();
    tree().waitUntilGone("doomed");
  }

  @Test
  void shouldPublishFromTheContextMenu() throws IOException {
    create("fresh", ECHO);
    tree().select("fresh").clickContextMenu("Publish…");
    bot.shell("Publish fresh");
    bot.button("Publish").click();
    tree().waitForItem("fresh  v1");
  }

  @Test
  void shouldRefuseSecondFunctionWithSameNameInTheWizard() throws IOException {
    create("taken", ECHO);
    tree().waitForItem("taken");
    bot.clickToolItem("New Function");
    bot.shell("New Function");
    bot.withId(Text.class, "wizard.name").typeOver("taken");
    bot.widget(Text.class, "with the refusal", t -> t.getText().contains("with this name already"));
    bot.button("Create").waitUntilEnabled(false);
    bot.button("Cancel").press();
    bot.waitUntilClosed("New Function");
  }

  private BotTree tree() {
    return functions();
  }

  private static String state(String name) {
    try {
      return server().client().function(name).state();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}

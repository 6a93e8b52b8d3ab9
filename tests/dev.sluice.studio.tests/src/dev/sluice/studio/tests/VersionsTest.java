package dev.sluice.studio.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.api.AliasInfo;
import dev.sluice.api.AliasSpec;
import dev.sluice.api.AssociationSpec;
import dev.sluice.api.CodeSource;
import dev.sluice.client.SluiceClient;
import dev.sluice.studio.core.compare.LineDiff;
import dev.sluice.studio.core.version.SharesText;
import dev.sluice.studio.tests.bot.BotControl;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.eclipse.swt.custom.StyledText;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Text;
import org.junit.jupiter.api.Test;

/** The versions and aliases of a function, in its editor. */
class VersionsTest extends StudioTest {
  private static final int ENTER = 0xff0d;
  private static final int DELETE = 0xffff;
  private static final String FIRST = "def handler(event, context):\n    return 1\n";
  private static final String SECOND = "def handler(event, context):\n    # more\n    return 2\n";

  @Test
  void shouldTellWhatThereIsOfEachVersion() throws IOException {
    twoVersions("told");
    server()
        .client()
        .versions()
        .setAlias("told", "live", new AliasSpec(Map.of("1", 0.9, "2", 0.1), null), null);
    openVersions("told");

    bot.tableWithId("versions.table")
        .waitForSize(2)
        .waitForRow("admin | live 10 % | serves, latest")
        .waitForRow("second one");
    bot.tableWithId("aliases.table").waitForRow("live | 90 % v1, 10 % v2");
    bot.withId(Label.class, "versions.summary").waitForText("2 versions, 1 alias");
    bot.captureScreenshot("versions");
  }

  @Test
  void shouldPublishAndShowWhatIsNew() throws IOException {
    create("fresh", FIRST);
    openVersions("fresh");
    bot.withId(Label.class, "versions.table.empty").waitForText("Nothing is published yet");
    bot.captureScreenshot("versions-none");
    bot.withId(Button.class, "versions.publish").click();
    bot.shell("Publish fresh");
    bot.typeText("it begins\n");

    bot.tableWithId("versions.table").waitForRow("it begins");
    bot.tableWithId("versions.table").waitForRow("same as latest");
  }

  @Test
  void shouldCompareVersionsWithLatestAndWithOneAnother() throws IOException {
    twoVersions("compared");
    openVersions("compared");
    bot.tableWithId("versions.table").waitForSize(2).select("v1");
    bot.withId(Button.class, "versions.compare").click();

    bot.waitForTab("compared v1 ↔ latest");
    bot.withId(Label.class, "compare.code.left.title").waitForText("version 1");
    bot.withId(StyledText.class, "compare.code.right").waitForText("return 2");
    bot.withId(Label.class, "compare.code.summary").waitForText("Difference 1 of 1");
    bot.captureScreenshot("compare-code");
    bot.activateTab("Definition (1)");
    bot.withId(StyledText.class, "compare.definition.right").waitForText("memoryMiB: 256");
    bot.captureScreenshot("compare-definition");
  }

  @Test
  void shouldOpenTheCodeOfAVersionToRead() throws IOException {
    twoVersions("read");
    openVersions("read");
    bot.tableWithId("versions.table").waitForSize(2).select("v1");
    bot.pressKey(ENTER);

    bot.waitForTab("read v1");
    BotControl<StyledText> code = bot.withId(StyledText.class, "version.code");
    code.waitForText("return 1");
    assertThat(bot.ui().ask(() -> code.widget().getEditable())).isFalse();
    bot.captureScreenshot("version");
  }

  @Test
  void shouldForkAVersionIntoLatest() throws IOException {
    twoVersions("forked");
    openVersions("forked");
    bot.tableWithId("versions.table").waitForSize(2).select("v1");
    bot.withId(Button.class, "versions.fork").click();
    bot.shell("Fork forked");
    bot.button("Fork").click();

    bot.withId(Label.class, "versions.summary").waitForText("Version 1 is latest again");
    bot.tableWithId("versions.table").waitForRow("same as latest");
    assertThat(server().client().code("forked", "latest").inline()).isEqualTo(FIRST);
    bot.activateTab("Code");
    bot.withId(StyledText.class, "code.text").waitForText("return 1");
  }

  @Test
  void shouldSayWhatLeadsToAVersionBeforeDeletingIt() throws IOException {
    SluiceClient client = twoVersions("dropped");
    client.events().create(toVersion("to-dropped", "dropped", "1"));
    openVersions("dropped");
    bot.tableWithId("versions.table").waitForSize(2).select("v1");
    bot.pressKey(DELETE);
    bot.shell("Delete");
    bot.widget(
        Label.class, "what leads there", l -> l.getText().contains("the association to-dropped"));
    bot.captureScreenshot("version-delete");
    bot.button("Delete").click();

    bot.tableWithId("versions.table").waitForSize(1).waitForRow("v2");
    assertThat(client.versions().list("dropped", 10, null).items()).hasSize(1);
    client.events().delete("to-dropped");
  }

  @Test
  void shouldSayWhyAVersionThatServesIsNotDeleted() throws IOException {
    SluiceClient client = twoVersions("kept");
    client.versions().setAlias("kept", "live", new AliasSpec(Map.of("1", 1.0), null), null);
    openVersions("kept");
    bot.tableWithId("versions.table").waitForRow("v1").waitForRow("serves").select("v1");
    bot.withId(Button.class, "versions.delete").click();
    bot.shell("Delete");
    bot.widget(Label.class, "the alias", l -> l.getText().contains("the alias live"));
    bot.button("Delete").click();

    bot.withId(Label.class, "versions.summary").waitForText("has weight in the alias 'live'");
    assertThat(client.versions().list("kept", 10, null).items()).hasSize(2);
  }

  @Test
  void shouldMakeRepointAndDeleteAnAlias() throws IOException {
    SluiceClient client = twoVersions("named");
    openVersions("named");
    bot.tableWithId("versions.table").waitForSize(2);
    bot.withId(Button.class, "aliases.add").click();
    bot.shell("New Alias");
    bot.typeText("live");
    bot.withId(Text.class, "alias.shares").typeOver("1=70%, 2=20%");
    bot.widget(Text.class, "the sum", t -> t.getText().contains("sum to 90 %"));
    bot.captureScreenshot("alias-wrong");
    bot.withId(Text.class, "alias.shares").typeOver("1=80%, 2=20%");
    bot.button("Create").click();
    bot.tableWithId("aliases.table").waitForRow("live | 80 % v1, 20 % v2");
    AliasInfo made = client.versions().alias("named", "live");
    assertThat(made.weights()).containsEntry("1", 0.8).containsEntry("2", 0.2);

    bot.tableWithId("aliases.table").select("live");
    bot.pressKey(ENTER);
    bot.shell("Change Alias");
    bot.withId(Text.class, "alias.shares").typeOver("2");
    bot.button("Change").click();
    bot.tableWithId("aliases.table").waitForRow("live | v2");

    bot.tableWithId("aliases.table").select("live");
    bot.withId(Button.class, "aliases.delete").click();
    bot.shell("Delete");
    bot.button("Delete").click();
    bot.withId(Label.class, "versions.summary").waitForText("Deleted the alias live");
    assertThat(client.versions().aliases("named")).isEmpty();
  }

  @Test
  void shouldReadSharesAsPeopleWriteThem() {
    List<Integer> versions = List.of(3, 2, 1);
    assertThat(SharesText.parse("3", versions)).isEqualTo(Map.of("3", 1.0));
    assertThat(SharesText.parse("v1=90%, v2 = 10", versions)).isEqualTo(Map.of("1", 0.9, "2", 0.1));
    assertThat(SharesText.parse("1: 99.5%; 2: 0.5%", versions))
        .isEqualTo(Map.of("1", 0.995, "2", 0.005));
    assertThat(SharesText.editable(Map.of("1", 0.9, "2", 0.1))).isEqualTo("1=90%, 2=10%");
    for (String wrong : List.of("", "4", "1=50%", "1, 2", "1=0%, 2=100%", "x", "1=50%, 1=50%")) {
      assertThatThrownBy(() -> SharesText.parse(wrong, versions))
          .as(wrong)
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void shouldPutLinesFaceToFace() {
    List<LineDiff.Row> rows =
        LineDiff.rows(List.of("a", "b", "c", "d"), List.of("a", "x", "y", "c", "d", "e"));
    assertThat(rows)
        .containsExactly(
            new LineDiff.Row(0, 0, true),
            new LineDiff.Row(1, 1, false),
            new LineDiff.Row(-1, 2, false),
            new LineDiff.Row(2, 3, true),
            new LineDiff.Row(3, 4, true),
            new LineDiff.Row(-1, 5, false));
    assertThat(LineDiff.differences(rows)).containsExactly(1, 5);
    assertThat(LineDiff.rows(List.of(), List.of("a"))).hasSize(1);
    assertThat(LineDiff.rows(List.of("a"), List.of("a")).get(0).same()).isTrue();
  }

  private SluiceClient twoVersions(String name) throws IOException {
    create(name, FIRST);
    SluiceClient client = server().client();
    client.versions().publish(name, "first one", null);
    client.putCode(name, CodeSource.ofInline(SECOND), null);
    client.updateFunction(
        name,
        new dev.sluice.api.FunctionSpec(null, null, null, null, 256, null, null, null, null),
        null);
    client.versions().publish(name, "second one", null);
    return client;
  }

  private void openVersions(String name) {
    functions().doubleClick(name);
    bot.waitForTab(name);
    bot.withId(StyledText.class, "code.text").waitForText("def handler");
    bot.activateTab("Versions && Aliases");
  }

  static AssociationSpec toVersion(String name, String function, String qualifier) {
    return new AssociationSpec(
        name,
        null,
        "type = 'org.example.none'",
        List.of(new AssociationSpec.Target(function, qualifier, null)),
        null,
        null,
        null);
  }
}

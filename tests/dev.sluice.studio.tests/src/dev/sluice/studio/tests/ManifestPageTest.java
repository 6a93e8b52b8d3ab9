package dev.sluice.studio.tests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.api.AsyncSpec;
import dev.sluice.api.BindingSpec;
import dev.sluice.api.FunctionInfo;
import dev.sluice.api.FunctionSpec;
import dev.sluice.api.ValueSource;
import dev.sluice.client.SluiceClient;
import dev.sluice.studio.tests.bot.BotControl;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.eclipse.swt.custom.StyledText;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Link;
import org.eclipse.swt.widgets.Text;
import org.junit.jupiter.api.Test;

/** The pages Configuration and Manifest of a function's editor, which say the same. */
class ManifestPageTest extends StudioTest {
  private static final String ECHO = "def handler(event, context):\n    return event\n";

  @Test
  void shouldDeployWhatTheConfigurationSays() throws IOException {
    SluiceClient client = server().client();
    client.namespaces().setSecret("shop-db", "s3cret");
    create("configured", ECHO);
    List<BindingSpec> bound =
        List.of(new BindingSpec("before", "state", "in", Map.of("key", "{event.id}")));
    client.updateFunction(
        "configured",
        new FunctionSpec(null, null, null, null, null, null, null, null, null).withBindings(bound),
        null);
    create("audits", ECHO);
    open("configured");
    bot.activateTab("Configuration");
    bot.withId(Label.class, "configuration.maxAttempts.help").waitForText("tried in all");
    bot.captureScreenshot("configuration");
    bot.withId(Text.class, "configuration.maxAttempts").typeOver("101");
    bot.withId(Label.class, "configuration.maxAttempts.problem").waitForText("from 1 to 100");
    bot.captureScreenshot("configuration-problem");
    bot.withId(Text.class, "configuration.maxAttempts").typeOver("5");
    bot.withId(Text.class, "configuration.rate").typeOver("2.5");
    bot.withId(Combo.class, "configuration.semantics").select("effectively-once");
    bot.withId(Combo.class, "configuration.onFailure").select("audits");
    bot.withId(Button.class, "configuration.references.add").click();
    bot.shell("Add Variable");
    bot.typeText("PASSWORD");
    bot.withId(Combo.class, "reference.name").select("shop-db");
    bot.captureScreenshot("configuration-secret");
    bot.button("Add").click();
    bot.tableWithId("configuration.references").waitForRow("PASSWORD | secret | shop-db");
    bot.withId(Button.class, "editor.deploy").click();
    message().waitForText("Deployed");
    bot.captureScreenshot("configured");

    FunctionInfo now = client.function("configured");
    assertThat(now.environmentFrom())
        .containsOnlyKeys("PASSWORD")
        .containsEntry("PASSWORD", ValueSource.ofSecret("shop-db"));
    assertThat(now.async())
        .isEqualTo(
            new AsyncSpec(
                "effectively-once",
                5,
                null,
                null,
                null,
                2.5,
                null,
                null,
                new AsyncSpec.Destination("audits", null)));
    assertThat(now.bindings()).isEqualTo(bound);

    bot.activateTab("Manifest");
    String text = manifest().waitForText("secret: shop-db").waitForText("function: audits").text();
    manifest().setText(text + "# nothing else\n");
    bot.captureScreenshot("manifest-all");
    bot.waitForTab("configured");
    manifest().setText(text.replace("      ratePerSecond: 2.5\n", ""));
    bot.waitForTab("*configured");
    bot.pressCtrl('s');
    bot.waitForTab("configured");
    assertThat(client.function("configured").async().ratePerSecond()).isNull();
    assertThat(client.function("configured").async().maxAttempts()).isEqualTo(5);
    assertThat(client.function("configured").bindings()).isEqualTo(bound);
  }

  @Test
  void shouldChangeOnlyTheLinesOfWhatAFormChanges() throws IOException {
    create("kept", ECHO);
    open("kept");
    bot.activateTab("Manifest");
    manifest().waitForText("memoryMiB: 128");
    String text = manifest().text();
    String commented =
        text.replace(
                "    memoryMiB: 128\n", "    # the quakes are many\n    memoryMiB: 192 # MiB\n")
            .replace("timeoutSeconds: 30", "timeoutSeconds: 30.0");
    manifest().setText(commented);
    bot.captureScreenshot("manifest");
    bot.activateTab("Overview");
    bot.withId(Text.class, "overview.memory").waitForText("192").typeOver("256");
    bot.withId(Button.class, "overview.environment.add").click();
    bot.typeText("REGION\n");
    bot.activateTab("Manifest");
    manifest().waitForText("memoryMiB: 256 # MiB");

    assertThat(manifest().text())
        .isEqualTo(
            commented
                .replace("memoryMiB: 192", "memoryMiB: 256")
                .replace("    labels:\n", "    environment:\n      REGION: ''\n    labels:\n"));
    bot.captureScreenshot("manifest-changed");
    bot.pressCtrl('s');
    message().waitForText("Deployed");
    FunctionInfo now = server().client().function("kept");
    assertThat(now.memoryMiB()).isEqualTo(256);
    assertThat(now.labels()).containsEntry("team", "tests");
    assertThat(server().client().code("kept", "latest").inline()).isEqualTo(ECHO);
    assertThat(manifest().text()).contains("# the quakes are many");
  }

  @Test
  void shouldKeepTheLastFormThatWasRightAndShowTheLine() throws IOException {
    FunctionInfo before = create("broken", ECHO);
    open("broken");
    bot.activateTab("Manifest");
    manifest().waitForText("memoryMiB: 128");
    String text = manifest().text();
    manifest().setText(text.replace("memoryMiB: 128", "memoryMib: 256"));
    bot.withId(Link.class, "manifest.problem").waitForText("There is no field 'memoryMib'");
    bot.captureScreenshot("manifest-wrong");
    bot.pressCtrl('s');
    message().waitForText("There is no field 'memoryMib'");
    manifest().setText(text.replace("memoryMiB: 128", "memoryMiB: [1"));
    bot.withId(Link.class, "manifest.problem").waitForText("Line");
    bot.activateTab("Overview");
    bot.withId(Text.class, "overview.memory").waitForText("128");
    assertThat(server().client().function("broken").revision()).isEqualTo(before.revision());

    bot.activateTab("Manifest");
    manifest().setText(text.replace("memoryMiB: 128", "memoryMiB: 12"));
    bot.withId(Link.class, "manifest.problem").waitForText("from 64 to 8192");
    manifest().setText(text.replace("memoryMiB: 128", "memoryMiB: 512"));
    bot.pressCtrl('s');
    message().waitForText("Deployed");
    assertThat(server().client().function("broken").memoryMiB()).isEqualTo(512);
  }

  private void open(String name) {
    functions().doubleClick(name);
    bot.waitForTab(name);
    bot.withId(StyledText.class, "code.text").waitForText("def handler");
  }

  private BotControl<StyledText> manifest() {
    return bot.withId(StyledText.class, "manifest.text");
  }

  private BotControl<Label> message() {
    return bot.withId(Label.class, "editor.message");
  }
}

package dev.sluice.studio.tests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.api.BindingSpec;
import dev.sluice.api.FunctionInfo;
import dev.sluice.api.FunctionSpec;
import dev.sluice.api.RoleSpec;
import dev.sluice.client.InvokeRequest;
import dev.sluice.client.SluiceClient;
import dev.sluice.studio.tests.bot.BotControl;
import dev.sluice.studio.tests.bot.BotTable;
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

/** Bindings, role and log of a function, in forms and in the manifest at once. */
class BindingsPageTest extends StudioTest {
  private static final String COUNTS =
      """
      def handler(event, context):
          seen = (context.bindings.before or 0) + 1
          context.bindings.after = seen
          return seen
      """;
  private static final String OUT = "out: written after it has succeeded";

  @Test
  void shouldBindFunctionAndRunIt() throws IOException {
    create("counted", COUNTS);
    open("counted");
    bot.activateTab("Bindings");
    bot.withId(Label.class, "bindings.table.empty").waitForText("Nothing is read");
    add("state", "before");
    bot.withId(Text.class, "binding.option.key").typeOver("visits/{evnt.user}");
    bot.withId(Label.class, "binding.wrong.key").waitForText("begins with event");
    bot.withId(Button.class, "binding.ok").waitUntilEnabled(false);
    bot.captureScreenshot("binding-wrong");
    bot.withId(Text.class, "binding.option.key").typeOver("visits/{event.data.user}");
    press("Add");
    table().waitForRow("before | state | in: read | key: visits/{event.data.user}");

    add("state", "before");
    bot.withId(Text.class, "binding.option.key").typeOver("visits/{event.data.user}");
    bot.withId(Button.class, "binding.ok").waitUntilEnabled(false);
    bot.withId(Text.class, "binding.name").typeOver("after");
    bot.withId(Combo.class, "binding.direction").select(OUT);
    press("Add");
    table().waitForSize(2).waitForRow("after | state | out: written");
    bot.withId(Button.class, "editor.deploy").click();
    message().waitForText("Deployed");
    bot.captureScreenshot("bindings");

    assertThat(invoke("counted")).isEqualTo("1");
    assertThat(invoke("counted")).isEqualTo("2");
    table().select("after");
    bot.withId(Button.class, "bindings.remove").click();
    table().waitForSize(1);
    bot.pressCtrl('s');
    bot.waitForTab("counted");
    assertThat(
            server().client().function("counted").bindings().stream()
                .map(BindingSpec::name)
                .toList())
        .containsExactly("before");
  }

  @Test
  void shouldPickSecretAndChangeOnlyItsLinesOfTheManifest() throws IOException {
    SluiceClient client = server().client();
    client.namespaces().setSecret("reports-db", "s3cret");
    create("reports", COUNTS);
    open("reports");
    bot.activateTab("Bindings");
    add("sql", "rows");
    bot.withId(Text.class, "binding.option.url").typeOver("postgresql://db:5432/shop");
    bot.withId(Text.class, "binding.option.user").typeOver("shop");
    bot.withId(Combo.class, "binding.option.password").select("reports-db");
    bot.withId(Text.class, "binding.option.statement").typeOver("select name from users");
    bot.withId(Text.class, "binding.option.max-rows").typeOver("many");
    bot.withId(Label.class, "binding.wrong.max-rows").waitForText("A whole number");
    bot.withId(Text.class, "binding.option.max-rows").typeOver("10");
    bot.captureScreenshot("binding-sql");
    press("Add");
    bot.activateTab("Manifest");
    String text = manifest().waitForText("secret: reports-db").waitForText("max-rows: 10").text();
    String commented =
        text.replace("max-rows: 10\n", "max-rows: 10 # no more\n")
            .replace("    bindings:\n", "    # the shop's\n    bindings:\n");
    manifest().setText(commented);
    bot.waitUntilGone("manifest.problem");

    bot.activateTab("Bindings");
    table().select("rows");
    bot.withId(Button.class, "bindings.alias").click();
    bot.shell("Change Binding");
    bot.withId(Combo.class, "binding.option.password").waitForText("reports-db");
    bot.withId(Text.class, "binding.option.max-rows").waitForText("10").typeOver("25");
    press("Change");
    bot.activateTab("Manifest");
    manifest().waitForText("max-rows: 25 # no more");
    assertThat(manifest().text()).isEqualTo(commented.replace("max-rows: 10", "max-rows: 25"));
    bot.captureScreenshot("bindings-manifest");
    bot.pressCtrl('s');
    message().waitForText("Deployed");
    BindingSpec now = client.function("reports").bindings().get(0);
    assertThat(now.options())
        .containsEntry("password", Map.of("secret", "reports-db"))
        .containsEntry("statement", "select name from users");
    assertThat(now.options().get("max-rows")).hasToString("25");
    bot.waitForTab("reports");
    assertThat(manifest().text()).contains("# the shop's").contains("# no more");
  }

  @Test
  void shouldSayWhatIsWrongWithBindingsOfTheManifest() throws IOException {
    FunctionInfo before = create("miswired", COUNTS);
    server()
        .client()
        .updateFunction(
            "miswired",
            new FunctionSpec(null, null, null, null, null, null, null, null, null)
                .withBindings(
                    List.of(new BindingSpec("before", "state", "in", Map.of("key", "one")))),
            null);
    open("miswired");
    bot.activateTab("Manifest");
    String text = manifest().waitForText("kind: state").text();
    manifest().setText(text.replace("kind: state", "kind: stat"));
    problem().waitForText("there is no kind 'stat'");
    manifest().setText(text.replace("key: one", "kay: one"));
    problem().waitForText("'key': This is needed.");
    manifest().setText(text.replace("direction: in", "direction: up"));
    problem().waitForText("in or out");
    bot.activateTab("Bindings");
    bot.withId(Label.class, "bindings.summary").waitForText("in or out");
    bot.activateTab("Manifest");
    manifest().setText(text.replace("key: one", "key: '{event.id'"));
    problem().waitForText("A brace is alone");
    bot.pressCtrl('s');
    message().waitForText("A brace is alone");
    // What only the server can know, it says.
    manifest().setText(text.replace("key: one", "key: '{event.}'"));
    bot.waitUntilGone("manifest.problem");
    bot.pressCtrl('s');
    message().waitForText("position");
    bot.captureScreenshot("binding-refused");
    assertThat(server().client().function("miswired").revision()).isEqualTo(before.revision() + 1);
  }

  @Test
  void shouldGiveRoleAndKeepTheLog() throws IOException {
    SluiceClient client = server().client();
    client
        .roles()
        .set("teller", new RoleSpec("", List.of("audit-*"), null, null, null, null), null);
    create("granted", COUNTS);
    open("granted");
    bot.activateTab("Configuration");
    bot.withId(Combo.class, "configuration.role").select("teller");
    bot.withId(Text.class, "configuration.logRetention").typeOver("4000");
    bot.withId(Label.class, "configuration.logRetention.problem").waitForText("0 to 3650");
    bot.withId(Text.class, "configuration.logRetention").typeOver("7.5");
    bot.captureScreenshot("configuration-role");
    bot.withId(Button.class, "editor.deploy").click();
    message().waitForText("Deployed");
    FunctionInfo now = client.function("granted");
    assertThat(now.role()).isEqualTo("teller");
    assertThat(now.logRetentionDays()).isEqualTo(7.5);

    bot.activateTab("Manifest");
    String text = manifest().waitForText("role: teller").waitForText("7.5").text();
    manifest().setText(text.replace("    role: teller\n", ""));
    bot.activateTab("Configuration");
    Combo role = bot.withId(Combo.class, "configuration.role").widget();
    bot.waitUntil("there is no role", () -> role.getText().isEmpty());
    bot.pressCtrl('s');
    bot.waitForTab("granted");
    assertThat(client.function("granted").role()).isNull();
    assertThat(client.function("granted").logRetentionDays()).isEqualTo(7.5);
  }

  private void open(String name) {
    functions().doubleClick(name);
    bot.waitForTab(name);
    bot.withId(StyledText.class, "code.text").waitForText("def handler");
  }

  private void add(String kind, String name) {
    bot.withId(Button.class, "bindings.add").click();
    bot.shell("Add Binding");
    bot.withId(Text.class, "binding.name").typeOver(name);
    bot.withId(Combo.class, "binding.kind").select(kind);
  }

  private void press(String label) {
    bot.withId(Button.class, "binding.ok").waitUntilEnabled(true);
    bot.button(label).click();
  }

  private static String invoke(String name) throws IOException {
    return server().client().invoke(name, InvokeRequest.json("{\"user\": \"ada\"}")).text();
  }

  private BotTable table() {
    return bot.tableWithId("bindings.table");
  }

  private BotControl<StyledText> manifest() {
    return bot.withId(StyledText.class, "manifest.text");
  }

  private BotControl<Link> problem() {
    return bot.withId(Link.class, "manifest.problem");
  }

  private BotControl<Label> message() {
    return bot.withId(Label.class, "editor.message");
  }
}

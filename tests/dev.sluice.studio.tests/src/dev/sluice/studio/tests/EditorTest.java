package dev.sluice.studio.tests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.api.CodeSource;
import dev.sluice.api.FunctionInfo;
import dev.sluice.studio.tests.bot.BotControl;
import dev.sluice.studio.ui.StudioIds;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.StyledText;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.List;
import org.eclipse.swt.widgets.Text;
import org.junit.jupiter.api.Test;

class EditorTest extends StudioTest {
  private static final String ECHO = "def handler(event, context):\n    return event\n";

  @Test
  void shouldAskWhenSomeoneElseHasDeployedAndReload() throws IOException {
    open("stale", ECHO);
    code().typeAtEnd("# mine");
    server().client().putCode("stale", CodeSource.ofInline(ECHO + "# theirs\n"), null);

    message().waitForText("Someone else has changed stale");
    bot.captureScreenshot("conflict");
    bot.button("Reload").click();
    code().waitForText("# theirs");
    bot.waitForTab("stale");
  }

  @Test
  void shouldOverwriteWhenAskedTo() throws IOException {
    open("stale", ECHO);
    code().typeAtEnd("# mine");
    server().client().putCode("stale", CodeSource.ofInline(ECHO + "# theirs\n"), null);

    message().waitForText("Someone else has changed stale");
    bot.button("Overwrite").click();
    message().waitForText("Deployed");
    assertThat(server().client().code("stale", "latest").inline()).isEqualTo(ECHO + "# mine");
  }

  @Test
  void shouldTakeOverWhatSomeoneElseDeploysWhileNothingIsChangedHere() throws IOException {
    open("followed", ECHO);
    server().client().putCode("followed", CodeSource.ofInline(ECHO + "# theirs\n"), null);

    code().waitForText("# theirs");
    bot.waitForTab("followed");
  }

  @Test
  void shouldSayWhatIsWrongBesideTheFieldAndNotDeployIt() throws IOException {
    FunctionInfo before = open("wrong", ECHO);
    bot.activateTab("Overview");
    bot.withId(Text.class, "overview.memory").typeOver("12");
    bot.withId(Text.class, "overview.timeout").typeOver("soon");
    bot.withId(Label.class, "overview.memory.problem").waitForText("from 64 to 8192");
    bot.withId(Label.class, "overview.timeout.problem").waitForText("number of seconds");
    bot.withId(Text.class, "overview.cpus").typeOver("65");
    bot.withId(Text.class, "overview.minInstances").typeOver("3");
    bot.withId(Text.class, "overview.maxInstances").typeOver("2");
    bot.withId(Label.class, "overview.cpus.problem").waitForText("from 0.1 to 64");
    bot.withId(Label.class, "overview.maxInstances.problem").waitForText("kept warm");
    bot.captureScreenshot("overview-problems");
    bot.pressCtrl('s');

    message().waitForText("64 to 8192");
    assertThat(server().client().function("wrong").revision()).isEqualTo(before.revision());
  }

  @Test
  void shouldDeployTheWholeForm() throws IOException {
    open("formed", ECHO);
    bot.activateTab("Overview");
    bot.withId(Text.class, "overview.memory").typeOver("256");
    bot.withId(Text.class, "overview.timeout").typeOver("2.5");
    bot.withId(Text.class, "overview.cpus").typeOver("0.5");
    bot.withId(Text.class, "overview.maxInstances").typeOver("3");
    bot.withId(Text.class, "overview.instanceConcurrency").typeOver("4");
    bot.withId(Text.class, "overview.description").typeOver("Says what it hears");
    bot.withId(Button.class, "overview.environment.add").click();
    bot.typeText("REGION\n");
    bot.withId(Button.class, "editor.deploy").click();
    message().waitForText("Deployed");
    bot.captureScreenshot("overview-formed");

    FunctionInfo now = server().client().function("formed");
    assertThat(now.memoryMiB()).isEqualTo(256);
    assertThat(now.timeoutSeconds()).isEqualTo(2.5);
    assertThat(now.cpus()).isEqualTo(0.5);
    assertThat(now.maxInstances()).isEqualTo(3);
    assertThat(now.instanceConcurrency()).isEqualTo(4);
    assertThat(now.network()).isEqualTo("none");
    assertThat(now.description()).isEqualTo("Says what it hears");
    assertThat(now.environment()).containsOnlyKeys("REGION");
    assertThat(now.labels()).containsEntry("team", "tests");
    assertThat(server().client().code("formed", "latest").inline()).isEqualTo(ECHO);
  }

  @Test
  void shouldGoFromLimitToLimitInTheOrderTheyAreReadIn() throws IOException {
    open("walked", ECHO);
    bot.activateTab("Overview");
    Text memory = bot.withId(Text.class, "overview.memory").click().widget();
    bot.waitUntil("the memory has the focus", memory::isFocusControl);

    java.util.List<Object> order =
        bot.ui()
            .ask(
                () ->
                    Stream.iterate((Control) memory, EditorTest::next)
                        .limit(7)
                        .map(control -> control.getData(StudioIds.WIDGET_ID))
                        .toList());
    assertThat(order)
        .containsExactly(
            "overview.memory",
            "overview.timeout",
            "overview.cpus",
            "overview.network",
            "overview.minInstances",
            "overview.maxInstances",
            "overview.instanceConcurrency");
  }

  @Test
  void shouldUndoAndIndentAndFind() throws IOException {
    open("typed", ECHO);
    StyledText text = code().typeAtEnd("\nif True:\npass").widget();
    bot.waitUntil("indented", () -> text.getText().endsWith("if True:\n    pass"));
    bot.pressCtrl('z');
    bot.waitUntil("undone", () -> !text.getText().endsWith("pass"));

    bot.pressCtrl('f');
    bot.withId(Text.class, "code.find").typeOver("event");
    bot.waitUntil("the word is found", () -> text.getSelectionText().equals("event"));
    bot.captureScreenshot("find");
  }

  @Test
  void shouldListTheFilesOfAnArchive() throws IOException {
    create("zipped", "python3", CodeSource.ofZip(archive()));
    functions().doubleClick("zipped");
    bot.waitForTab("zipped");
    bot.withId(Combo.class, "overview.runtime").waitForText("python3");
    bot.activateTab("Code");

    var files = bot.withId(List.class, "code.files");
    assertThat(bot.ui().ask(() -> files.widget().getItems()))
        .containsExactly("lib/words.py", "main.py");
    bot.captureScreenshot("archive");
  }

  @Test
  void shouldSayThatTheFunctionWasDeleted() throws IOException {
    open("gone", ECHO);
    server().client().deleteFunction("gone", null);

    message().waitForText("was deleted");
    bot.button("Close").click();
    bot.waitUntil("the editor is closed", () -> page().getEditorReferences().length == 0);
  }

  private FunctionInfo open(String name, String text) throws IOException {
    FunctionInfo info = create(name, text);
    functions().doubleClick(name);
    bot.waitForTab(name);
    code().waitForText("def handler");
    return info;
  }

  /** Where the tab key leads. */
  private static Control next(Control from) {
    from.traverse(SWT.TRAVERSE_TAB_NEXT);
    return from.getDisplay().getFocusControl();
  }

  private BotControl<StyledText> code() {
    return bot.withId(StyledText.class, "code.text");
  }

  private BotControl<Label> message() {
    return bot.withId(Label.class, "editor.message");
  }

  private static byte[] archive() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry("main.py"));
      zip.write("from lib.words import handler\n".getBytes(StandardCharsets.UTF_8));
      zip.putNextEntry(new ZipEntry("lib/words.py"));
      zip.write(ECHO.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }
}

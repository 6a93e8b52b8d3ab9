package dev.sluice.studio.tests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.studio.core.invoke.Payload;
import dev.sluice.studio.core.invoke.SavedEvent;
import dev.sluice.studio.core.invoke.SavedEventFiles;
import dev.sluice.studio.core.invoke.SavedEventFiles.Found;
import dev.sluice.studio.core.invoke.SavedEventFiles.Shelf;
import dev.sluice.studio.tests.bot.BotControl;
import dev.sluice.studio.ui.StudioServices;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.swt.custom.StyledText;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Text;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Events that are kept under names: their files, and what the Invoke view does with them. */
class SavedEventTest extends StudioTest {
  private static final String ECHO = "def handler(event, context):\n    return event\n";
  private static final Shelf SHELF = new Shelf("localhost:8640", "default", "f");
  private static final SavedEvent ONE = new SavedEvent("one", new Payload("1", Payload.JSON));
  private static final SavedEvent TWO = new SavedEvent("two/ä", new Payload("é", "text/plain"));

  @TempDir Path folder;

  @Test
  void shouldKeepEventsOfEachFunctionOfEachNamespaceOfEachServer() throws IOException {
    SavedEventFiles files = new SavedEventFiles(folder.resolve("not/there"));
    files.edit(SHELF, now -> List.of(ONE, TWO));
    files.edit(new Shelf("localhost:8640", "default", "F"), now -> List.of(ONE));

    SavedEventFiles afterRestart = new SavedEventFiles(folder.resolve("not/there"));
    assertThat(afterRestart.read(SHELF)).isEqualTo(new Found(List.of(ONE, TWO), null));
    assertThat(afterRestart.read(new Shelf("localhost:8640", "default", "g")).events()).isEmpty();
    assertThat(afterRestart.read(new Shelf("localhost:8640", "other", "f")).events()).isEmpty();
    assertThat(afterRestart.read(new Shelf("localhost:1", "default", "f")).events()).isEmpty();
  }

  @Test
  void shouldLeaveNothingBehindThatIsNotSaved() throws IOException {
    SavedEventFiles files = new SavedEventFiles(folder);
    files.edit(SHELF, now -> List.of(ONE));
    files.edit(SHELF, now -> List.of(TWO));
    assertThat(siblings(files)).containsExactly("f.json");

    files.edit(SHELF, now -> List.of());
    assertThat(siblings(files)).isEmpty();
    assertThat(files.read(SHELF).events()).isEmpty();
  }

  @Test
  void shouldPutDamagedFilesAsideAndSayWhere() throws IOException {
    SavedEventFiles files = new SavedEventFiles(folder);
    int number = 0;
    for (String damage : List.of("", "[{\"name\":", "{}", "null", "[null]", "[{\"name\":\"a\"}]")) {
      files.edit(SHELF, now -> List.of(ONE));
      Files.writeString(files.file(SHELF), damage);

      Found found = files.read(SHELF);
      String aside = "f.json.damaged-" + ++number;
      assertThat(found.events()).as(damage).isEmpty();
      assertThat(found.notice()).as(damage).contains("damaged").contains(aside);
      assertThat(files.file(SHELF).resolveSibling(aside)).hasContent(damage);
      assertThat(files.read(SHELF).notice()).isNull();
    }
  }

  @Test
  void shouldSayWhatIsNoName() {
    assertThat(SavedEvent.problem("big order & more")).isNull();
    assertThat(SavedEvent.problem("a".repeat(SavedEvent.LONGEST_NAME))).isNull();
    assertThat(SavedEvent.problem("a".repeat(SavedEvent.LONGEST_NAME + 1))).contains("at most");
    assertThat(SavedEvent.problem(" ")).contains("name");
    assertThat(SavedEvent.problem("a\tb")).contains("tabs");
  }

  @Test
  void shouldSaveChooseChangeRenameAndDelete() throws IOException {
    create("other", ECHO);
    choose("shelved", true);
    payload().typeAtEnd("{\"n\": 1}");
    saveAs("small & first");
    name("small & first");
    payload().typeAtEnd(" ");
    bot.withId(Label.class, "invoke.savedName").waitForText("(changed)");
    payload().typeOver("{\"n\": 2000}");
    saveAs("big");
    name("big");

    assertThat(bot.dropDown("Saved events").look("saved-events"))
        .containsExactly("small & first", "big", "Save As…", "Rename…", "Delete");
    bot.dropDown("Saved events").pick("small & first");
    payload().waitForText("{\"n\": 1}");
    payload().typeOver("{\"n\": 11}");
    bot.dropDown("Saved events").pick("Save");
    name("small & first");

    bot.dropDown("Saved events").pick("Rename…");
    bot.shell("Rename Event");
    bot.withId(Text.class, "saved.name").typeOver("big");
    bot.widget(Text.class, "that refuses it", text -> text.getText().contains("of this name"));
    bot.captureScreenshot("saved-rename");
    bot.withId(Text.class, "saved.name").typeOver("small");
    bot.button("Rename").click();
    name("small");
    bot.dropDown("Saved events").pick("big");
    name("big");
    bot.dropDown("Saved events").pick("Delete");
    bot.shell("Delete Event");
    bot.button("Delete").click();
    name("");
    payload().waitForText("{\"n\": 2000}").typeOver("{\"n\": 3}");

    functions().select("other");
    bot.withId(Combo.class, "invoke.function").waitForText("other");
    assertThat(bot.dropDown("Saved events").look("saved-none")).containsExactly("Save As…");
    functions().select("shelved");
    payload().waitForText("{\"n\": 3}");
    bot.dropDown("Saved events").pick("small");
    bot.shell("Replace Payload");
    bot.button("Replace").click();
    payload().waitForText("{\"n\": 11}");
    assertThat(StudioServices.session().savedEvents().read(shelf("shelved")).events())
        .containsExactly(new SavedEvent("small", new Payload("{\"n\": 11}", Payload.JSON)));
  }

  @Test
  void shouldTellOfADamagedFile() throws IOException {
    SavedEventFiles files = StudioServices.session().savedEvents();
    files.edit(shelf("damaged"), now -> List.of(ONE));
    Files.writeString(files.file(shelf("damaged")), "[{", StandardCharsets.UTF_8);
    choose("damaged", false);

    bot.withId(Label.class, "invoke.notice").waitForText("is kept as");
    bot.captureScreenshot("saved-damaged");
    bot.button("Close").click();
    bot.waitUntilGone("invoke.notice");
    payload().typeOver("7");
    saveAs("new");
    name("new");
    assertThat(files.read(shelf("damaged")).events()).hasSize(1);
  }

  private void choose(String function, boolean fresh) throws IOException {
    if (fresh) {
      StudioServices.session().savedEvents().edit(shelf(function), now -> List.of());
    }
    create(function, ECHO);
    functions().select(function);
    bot.withId(Combo.class, "invoke.function").waitForText(function);
    payload().setText("");
  }

  private void saveAs(String name) {
    bot.dropDown("Saved events").pick("Save As…");
    bot.shell("Save Event");
    bot.withId(Text.class, "saved.name").typeOver(name);
    bot.button("Save").click();
    bot.waitUntilClosed("Save Event");
  }

  /** Waits until this is the saved event that the payload is, unchanged. */
  private void name(String name) {
    Label label = bot.withId(Label.class, "invoke.savedName").widget();
    bot.waitUntil(
        "the saved event is " + name, () -> label.getText().replace("&&", "&").equals(name));
  }

  private BotControl<StyledText> payload() {
    return bot.withId(StyledText.class, "invoke.payload");
  }

  private static Shelf shelf(String function) {
    return new Shelf(URI.create(server().url()).getRawAuthority(), "default", function);
  }

  private static List<String> siblings(SavedEventFiles files) throws IOException {
    try (Stream<Path> all = Files.list(files.file(SHELF).getParent())) {
      return all.map(each -> each.getFileName().toString()).toList();
    }
  }
}

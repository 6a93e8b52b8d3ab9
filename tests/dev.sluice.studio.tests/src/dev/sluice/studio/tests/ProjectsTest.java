package dev.sluice.studio.tests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.client.InvokeRequest;
import dev.sluice.client.InvokeResult;
import dev.sluice.client.SluiceApiException;
import dev.sluice.studio.core.project.ProjectState;
import dev.sluice.studio.core.project.Projects;
import dev.sluice.studio.tests.bot.BotControl;
import dev.sluice.studio.tests.bot.BotTree;
import dev.sluice.studio.ui.StudioIds;
import dev.sluice.studio.ui.StudioServices;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.swt.custom.StyledText;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Text;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Folders of this machine that are edited and deployed. */
class ProjectsTest extends StudioTest {
  private static final int ENTER = 0xff0d;
  private static final String ONE = "def handler(event, context):\n    return 1\n";
  private static final String TWO = "def handler(event, context):\n    return 2\n";

  @TempDir Path temp;
  private Path shop;

  @BeforeEach
  void makeProject() throws IOException {
    shop = project("shop", "pj-hello");
    bot.ui().run(() -> show(StudioIds.PROJECTS_VIEW));
  }

  @AfterEach
  void closeProjects() {
    bot.ui()
        .run(
            () -> {
              page().closeAllEditors(false);
              projects().all().stream().map(ProjectState::project).forEach(projects()::close);
              projects().console().clear();
            });
  }

  private Path project(String name, String function) throws IOException {
    Path folder = Files.createDirectories(temp.resolve(name));
    Files.writeString(folder.resolve("main.py"), ONE);
    Files.writeString(folder.resolve("sluice.yaml"), manifest(function));
    try {
      server().client().deleteFunction(function, null);
    } catch (SluiceApiException e) {
      assertThat(e.status()).isEqualTo(404);
    }
    return folder;
  }

  private static String manifest(String function) {
    return """
        functions:
          %s:
            runtime: python3
            handler: main.handler
            code: {path: main.py}
        """
        .formatted(function);
  }

  private static Projects projects() {
    return StudioServices.session().projects();
  }

  private void open(Path folder) {
    bot.clickMenu("File", "Open Project Folder…");
    bot.shell("Open Project Folder");
    bot.withId(Text.class, "project.folder").typeOver(folder.toString());
    bot.button("Open").click();
    bot.waitUntilClosed("Open Project Folder");
    tree().waitForItem(folder.getFileName().toString());
  }

  private BotTree tree() {
    return bot.treeWithId("projects.tree");
  }

  private BotControl<StyledText> edit(String file) {
    tree().select("shop", file);
    bot.pressKey(ENTER);
    bot.waitForTab(file);
    return bot.withId(StyledText.class, "file.text");
  }

  private void save() {
    bot.withId(StyledText.class, "file.text").click();
    bot.pressCtrl('s');
  }

  private void deployed(String before) {
    tree().waitForItem("shop", "pj-hello  " + before);
    tree().select("shop", "pj-hello").clickContextMenu("Deploy All of shop");
    tree().waitForItem("shop", "pj-hello  same as latest");
  }

  private String result() throws IOException {
    InvokeResult result = server().client().invoke("pj-hello", InvokeRequest.json("{}"));
    return result.problem() == null
        ? new String(result.body(), StandardCharsets.UTF_8)
        : String.valueOf(result.problem().error());
  }

  @Test
  void shouldSayWhatToDoWhileNoProjectIsOpen() {
    bot.withId(Label.class, "projects.empty").waitForText("A project is a folder");
    bot.captureScreenshot("projects-none");
  }

  @Test
  void shouldDeployWhatIsSaved() throws IOException {
    open(shop);
    tree().waitForItem("shop", "pj-hello  not deployed");
    deployed("not deployed");
    assertThat(result()).isEqualTo("1");
    tree().select("shop").clickContextMenu("Deploy on Save");
    tree().waitForItem("shop  deploys on save");

    edit("main.py").waitForText("return 1").setText(TWO);
    bot.waitForTab("*main.py");
    bot.ui().run(() -> show(StudioIds.CONSOLE_VIEW));
    save();

    bot.withId(StyledText.class, "console.text").waitForText("function pj-hello updated");
    bot.waitForTab("main.py");
    assertThat(Files.readString(shop.resolve("main.py"))).isEqualTo(TWO);
    assertThat(result()).isEqualTo("2");
    tree().waitForItem("shop", "pj-hello  same as latest");
    bot.captureScreenshot("projects");
  }

  @Test
  void shouldShowWhatIsWrongWithItsLineUntilItIsMended() throws IOException {
    open(shop);
    bot.ui().run(() -> show(StudioIds.PROBLEMS_VIEW));
    bot.withId(Label.class, "problems.table.empty").waitForText("There is no problem.");
    String right = Files.readString(shop.resolve("sluice.yaml"));

    edit("sluice.yaml").setText(right.replace("runtime", "runtim"));
    save();
    bot.tableWithId("problems.table").waitForRow("sluice.yaml | 3 | shop");
    bot.withId(Label.class, "file.message").waitForText("Line 3: Unknown key");
    bot.captureScreenshot("projects-problem");

    edit("sluice.yaml").setText("functions:\n  - [a\n");
    save();
    bot.tableWithId("problems.table").waitForRow("This is no YAML");

    tree().doubleClick("shop", "main.py");
    bot.waitForTab("main.py");
    bot.tableWithId("problems.table").select("This is no YAML");
    bot.pressKey(ENTER);
    bot.waitUntil(
        "the manifest is on top", () -> page().getActiveEditor().getTitle().equals("sluice.yaml"));
    bot.withId(StyledText.class, "file.text").waitForText("- [a").setText(right);
    save();
    bot.withId(Label.class, "problems.table.empty").waitForText("There is no problem.");
  }

  @Test
  void shouldShowTheLineThatFails() throws IOException {
    Files.writeString(
        shop.resolve("main.py"), "def handler(event, context):\n    x = 1\n    return x / 0\n");
    open(shop);
    deployed("not deployed");
    bot.ui().run(() -> show(StudioIds.PROBLEMS_VIEW));
    assertThat(result()).contains("ZeroDivisionError");
    bot.tableWithId("problems.table").waitForRow("main.py | 3 | shop");

    edit("main.py").setText("def handler(event, context)\n    return 1\n");
    save();
    deployed("differs: code");
    assertThat(result()).contains("SyntaxError");
    bot.tableWithId("problems.table").waitForRow("main.py | 1 | shop");
    bot.captureScreenshot("projects-run-problem");

    edit("main.py").setText(ONE);
    save();
    deployed("differs: code");
    bot.withId(Label.class, "problems.table.empty").waitForText("There is no problem.");
  }

  @Test
  void shouldShowTheLogOfABuildAndTheLineThatBreaksIt() throws IOException {
    Path code = Files.createDirectories(shop.resolve("calc"));
    Files.writeString(
        code.resolve("Main.java"),
        """
        import java.util.Map;
        public class Main {
          public Object handler(Map<String, Object> event) { return 1 }
        }
        """);
    Files.writeString(
        shop.resolve("sluice.yaml"),
        "functions:\n  pj-hello: {runtime: java, handler: 'Main::handler', code: {path: calc}}\n");
    open(shop);
    bot.ui().run(() -> show(StudioIds.CONSOLE_VIEW));
    tree().select("shop", "pj-hello").clickContextMenu("Deploy");
    bot.withId(StyledText.class, "console.text").waitForText("Main.java:3: error");
    bot.captureScreenshot("projects-build");
    bot.ui().run(() -> show(StudioIds.PROBLEMS_VIEW));
    bot.tableWithId("problems.table")
        .waitForRow("calc/Main.java | 3 | shop")
        .waitForRow("sluice.yaml | 2 | shop");
  }

  @Test
  void shouldCompareTheWorkspaceWithLatestAndAVersion() throws IOException {
    open(shop);
    deployed("not deployed");
    server().client().versions().publish("pj-hello", "one", null);
    edit("main.py").setText(TWO);
    save();
    tree().waitForItem("shop", "pj-hello  differs: code");

    tree().select("shop", "pj-hello").clickContextMenu("Compare with Latest");
    bot.waitForTab("pj-hello latest ↔ workspace");
    bot.withId(StyledText.class, "compare.code.left").waitForText("return 1");
    bot.withId(StyledText.class, "compare.code.right").waitForText("return 2");
    bot.withId(Label.class, "compare.code.summary").waitForText("Difference 1 of 1");
    bot.waitForTab("Definition");
    bot.captureScreenshot("projects-compare");

    tree().select("shop", "main.py").clickContextMenu("Compare with Version…");
    bot.shell("Compare with Version");
    bot.button("OK").click();
    bot.waitForTab("pj-hello v1 ↔ workspace");
  }

  @Test
  void shouldKeepWhatWasSavedWhileTheServerWasAwayAndOfferItAgain() throws IOException {
    open(shop);
    deployed("not deployed");
    tree().select("shop").clickContextMenu("Deploy on Save");
    tree().waitForItem("shop  deploys on save");
    edit("main.py").setText(TWO);
    server().stop();
    try {
      bot.withId(Label.class, "connection.text").waitForText("reconnecting");
      save();
      bot.withId(Label.class, "projects.message").waitForText("Not deployed");
      assertThat(Files.readString(shop.resolve("main.py"))).isEqualTo(TWO);
      bot.ui().run(() -> show(StudioIds.PROBLEMS_VIEW));
      bot.tableWithId("problems.table").waitForRow("Not deployed");
      bot.captureScreenshot("projects-away");
    } finally {
      server().start();
    }
    waitUntilConnected();
    bot.button("Deploy Again").click();
    tree().waitForItem("shop", "pj-hello  same as latest");
    bot.waitUntilGone("projects.message");
    bot.withId(Label.class, "problems.table.empty").waitForText("There is no problem.");
    assertThat(result()).isEqualTo("2");
  }

  @Test
  void shouldNotOverwriteWhatSomethingElseWrote() throws IOException {
    open(shop);
    edit("main.py").setText(TWO);
    Files.writeString(shop.resolve("main.py"), "# theirs\n");
    save();
    bot.withId(Label.class, "file.message").waitForText("Something else has changed this file");
    bot.button("Reload").click();
    bot.withId(StyledText.class, "file.text").waitForText("# theirs");
    bot.waitForTab("main.py");
  }

  @Test
  void shouldMakeAProject() throws IOException {
    Path made = temp.resolve("Fresh Start");
    bot.clickMenu("File", "New Project…");
    bot.shell("New Project");
    bot.withId(Text.class, "project.folder").typeOver("fresh");
    assertThat(bot.button("Create").widget()).satisfies(this::isDisabled);
    bot.withId(Text.class, "project.folder").typeOver(made.toString());
    bot.captureScreenshot("projects-new");
    bot.button("Create").click();

    tree().waitForItem("Fresh Start", "fresh-start  not deployed");
    tree().waitForItem("Fresh Start", "main.py");
    tree().select("Fresh Start").clickContextMenu("Deploy");
    tree().waitForItem("Fresh Start", "fresh-start  same as latest");
    server().client().deleteFunction("fresh-start", null);
  }

  private void isDisabled(Button button) {
    assertThat(bot.ui().ask(button::isEnabled)).isFalse();
  }

  @Test
  void shouldSayWhatIsWrongWithFolders() throws IOException {
    Path other = project("other", "pj-hello");
    Path bare = Files.createDirectories(temp.resolve("bare"));
    Files.createSymbolicLink(shop.resolve("out"), temp);
    for (int i = 0; i < 2_100; i++) {
      Files.writeString(bare.resolve("file-" + i), "");
    }
    open(shop);
    open(other);
    open(bare);
    bot.ui().run(() -> show(StudioIds.PROBLEMS_VIEW));
    bot.tableWithId("problems.table")
        .waitForRow("There is no sluice.yaml here")
        .waitForRow("is in the project " + other + " too");
    tree().waitForItem("shop", "out  → " + temp + " (outside)");
    tree().waitForItem("bare", "…  more than 2000 files");
    bot.captureScreenshot("projects-wrong");

    try (Stream<Path> all = Files.walk(other)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    }
    bot.tableWithId("problems.table").waitForRow("The folder is gone");
    tree().select("other").clickContextMenu("Close Project");
    tree().waitUntilGone("other");
    assertThat(List.of(bot.ui().ask(() -> projects().all().size()))).containsExactly(2);
  }
}

package dev.sluice.studio.tests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.api.KeyInfo;
import dev.sluice.api.KeySpec;
import dev.sluice.client.InvokeRequest;
import dev.sluice.studio.core.connection.ConnectionPhase;
import dev.sluice.studio.core.connection.ConnectionStatus;
import dev.sluice.studio.core.connection.ServerAccess;
import dev.sluice.studio.ui.StudioIds;
import dev.sluice.studio.ui.StudioServices;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.eclipse.core.runtime.Platform;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Text;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ConnectionTest extends StudioTest {

  @AfterEach
  void goBackToTheLocalServer() throws IOException {
    ServerAccess server = StudioServices.session().server();
    if (!server.settings().choice().local()) {
      server.settings().chooseLocal();
      List<ConnectionPhase> seen = new CopyOnWriteArrayList<>();
      Consumer<ConnectionStatus> watcher = status -> seen.add(status.phase());
      server.link().listen(watcher);
      server.link().reconnect();
      bot.waitUntil(
          "Studio has left the server and connected anew",
          () ->
              seen.contains(ConnectionPhase.STARTING)
                  && seen.get(seen.size() - 1) == ConnectionPhase.CONNECTED);
      server.link().forget(watcher);
    }
  }

  @Test
  void shouldFindTheServerOfThisMachineByItself() {
    assertThat(bot.withId(Label.class, "connection.text").text())
        .startsWith(server().url().replace("http://", ""))
        .contains("Sluice");
  }

  @Test
  void shouldWarnOfServerWithoutSandboxAndHaveRoomForIt() {
    bot.waitUntilGone("connection.warning", "no sandbox");
    server().stop();
    server().start("--isolation", "process");
    try {
      bot.withId(Label.class, "connection.warning").waitForText("no sandbox");
      Label text = bot.withId(Label.class, "connection.text").widget();
      bot.waitUntil(
          "the text is as wide as it wants to be",
          () -> text.getSize().x >= text.computeSize(SWT.DEFAULT, SWT.DEFAULT).x);
      Label warning = bot.withId(Label.class, "connection.warning").widget();
      Rectangle window = bot.ui().ask(() -> warning.getShell().getClientArea());
      assertThat(bot.ui().ask(() -> right(warning))).isLessThanOrEqualTo(window.width);
      bot.captureScreenshot("no-sandbox");
      shouldShowWhatTheServerFoundOnItsHost();
    } finally {
      server().stop();
      server().start();
    }
    bot.waitUntilGone("connection.warning", "no sandbox");
  }

  private void shouldShowWhatTheServerFoundOnItsHost() {
    bot.clickMenu("File", "Server Health…");
    bot.shell("Server Health");
    Composite checks = bot.withId(Composite.class, "health.checks").widget();
    List<String> texts =
        bot.ui()
            .ask(() -> Stream.of(checks.getChildren()).map(c -> ((Label) c).getText()).toList());
    assertThat(texts)
        .contains("sandbox", "memory limit", "runtime python3")
        .anyMatch(text -> text.startsWith("Start without '--isolation process'"));
    bot.captureScreenshot("server-health");
    bot.button("Close").click();
    bot.waitUntilClosed("Server Health");
  }

  @Test
  void shouldConnectByAddressAndTokenAndKeepTheTokenEncrypted() throws IOException {
    fillIn(server().url(), server().token());
    bot.button("Connect").click();
    bot.waitUntilClosed("Connect");
    waitUntilConnected();

    var settings = StudioServices.session().server().settings();
    assertThat(settings.choice().url()).isEqualTo(server().url());
    assertThat(settings.token(server().url())).isEqualTo(server().token());
    assertThat(filesWith(server().token())).isEmpty();
  }

  @Test
  void shouldSayInTheDialogThatTheTokenIsWrong() {
    fillIn(server().url(), "not-the-token");
    bot.button("Connect").click();

    bot.widget(Text.class, "with the refusal", t -> t.getText().contains("refuses this token"));
    bot.captureScreenshot("wrong-token");
    bot.button("Cancel").press();
    bot.waitUntilClosed("Connect");
    assertThat(StudioServices.session().server().settings().choice().local()).isTrue();
    waitUntilConnected();
  }

  @Test
  void shouldGreyWhatTheTokenDoesNotAllow() throws IOException {
    create("seen", "def handler(event, context):\n    return event\n");
    server().client().invoke("seen", InvokeRequest.json("{}"));
    KeyInfo key =
        server().client().namespaces().createKey(new KeySpec("board", List.of("read"), null));
    fillIn(server().url(), key.token());
    bot.button("Connect").click();
    bot.waitUntilClosed("Connect");
    bot.withId(Label.class, "connection.text").waitForText("view only");

    functions().select("seen");
    bot.withId(Button.class, "invoke.run").waitUntilEnabled(false);
    bot.withId(Label.class, "invoke.obstacle").waitForText("lets you see functions");
    functions().doubleClick("seen");
    bot.withId(Button.class, "editor.publish").waitUntilEnabled(false);
    bot.captureScreenshot("viewer-author");
    bot.ui()
        .run(
            () -> {
              turnTo(StudioIds.OPERATE_PERSPECTIVE);
              show(StudioIds.INVOCATIONS_VIEW);
            });
    bot.tableWithId("invocations.table").waitForRow("seen").select("seen");
    bot.withId(Button.class, "invocations.log").waitUntilEnabled(true);
    bot.withId(Button.class, "invocations.replay").waitUntilEnabled(false);
    bot.captureScreenshot("viewer-operate");
    server().client().namespaces().deleteKey("board");
  }

  @Test
  void shouldNotTryAnAddressThatIsNone() {
    fillIn("nowhere", "x");

    bot.button("Connect").waitUntilEnabled(false);
    bot.button("Cancel").press();
    bot.waitUntilClosed("Connect");
  }

  @Test
  void shouldShowThatTheServerIsAwayAndComeBackByItself() throws IOException {
    create("kept", "def handler(event, context):\n    return event\n");
    server().kill();

    Label said =
        bot.withId(Label.class, "navigator.connection").waitForText("does not answer").widget();
    bot.waitUntil(
        "all of it can be read",
        () -> said.getSize().y >= said.computeSize(said.getSize().x, SWT.DEFAULT).y);
    bot.withId(Label.class, "connection.text").waitForText("reconnecting");
    bot.withId(Button.class, "invoke.run").waitUntilEnabled(false);
    bot.captureScreenshot("server-away");
    List<String> shells =
        bot.ui()
            .ask(
                () ->
                    Stream.of(page().getWorkbenchWindow().getShell().getShells())
                        .filter(Shell::isVisible)
                        .map(Shell::getText)
                        .toList());
    assertThat(shells).as("dialogs").isEmpty();

    server().start();
    waitUntilConnected();
    bot.waitUntilGone("navigator.connection");
  }

  private static int right(Control control) {
    Point end = control.toDisplay(control.getSize().x, 0);
    return control.getShell().toControl(end).x;
  }

  private void fillIn(String url, String token) {
    bot.clickMenu("File", "Connect…");
    bot.shell("Connect");
    bot.withId(Button.class, "connect.other").click();
    bot.withId(Text.class, "connect.url").typeOver(url);
    bot.withId(Text.class, "connect.token").typeOver(token);
  }

  private static List<Path> filesWith(String secret) throws IOException {
    Path workspace = Path.of(Platform.getInstanceLocation().getURL().getPath());
    try (Stream<Path> files = Files.walk(workspace)) {
      return files.filter(Files::isRegularFile).filter(file -> contains(file, secret)).toList();
    }
  }

  private static boolean contains(Path file, String secret) {
    try {
      return Files.readString(file, java.nio.charset.StandardCharsets.ISO_8859_1).contains(secret);
    } catch (IOException e) {
      return false;
    }
  }
}

package dev.sluice.studio.tests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.client.LocalServer;
import dev.sluice.studio.ui.StudioIds;
import org.eclipse.swt.custom.StyledText;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Link;
import org.eclipse.swt.widgets.Text;
import org.junit.jupiter.api.Test;

class LocalServerTest extends StudioTest {

  @Test
  void shouldStartRestartAndStopTheServerOfThisMachine() {
    server().stop();
    bot.withId(Link.class, "welcome.server").waitForText("Start a server");
    bot.captureScreenshot("welcome");
    try {
      bot.clickMenu("File", "Local Server");
      bot.withId(Label.class, "localServer.sentence").waitForText("No server runs");
      bot.withId(Text.class, "localServer.program").typeOver("/nowhere/sluice");
      bot.withId(Label.class, "localServer.sentence").waitForText("There is no program");
      bot.withId(Button.class, "localServer.start").waitUntilEnabled(false);
      bot.withId(Text.class, "localServer.program").typeOver(System.getProperty("studio.server"));

      bot.withId(Text.class, "localServer.options").typeOver("--listen nonsense");
      bot.withId(Button.class, "localServer.start").click();
      bot.withId(Label.class, "localServer.sentence").waitForText("The server did not start: ");
      bot.captureScreenshot("local-server-failed");

      bot.withId(Text.class, "localServer.options")
          .typeOver("--listen 127.0.0.1:0 --gateway 127.0.0.1:0");
      bot.withId(Button.class, "localServer.start").click();
      bot.withId(Label.class, "localServer.sentence").waitForText("The server runs at 127.0.0.1:");
      bot.withId(StyledText.class, "localServer.log").waitForText("sluice ready");
      waitUntilConnected();
      bot.withId(Link.class, "welcome.server").waitForText("Connected to");
      bot.captureScreenshot("local-server");
      long first = pid();

      bot.withId(Button.class, "localServer.restart").click();
      bot.waitUntil("another process runs", () -> pid() != 0 && pid() != first);
      bot.withId(Label.class, "localServer.sentence").waitForText("as process " + pid());
      waitUntilConnected();

      bot.withId(Button.class, "localServer.stop").click();
      bot.withId(Label.class, "localServer.sentence").waitForText("No server runs");
      assertThat(pid()).isZero();
    } finally {
      LocalServer.running(LocalServer.defaultDataDirectory())
          .ifPresent(
              left -> {
                boolean unused = left.process().destroy();
                ProcessHandle unusedGone = left.process().onExit().join();
              });
      server().start();
      bot.ui().run(() -> page().hideView(page().findView(StudioIds.LOCAL_SERVER_VIEW)));
    }
    waitUntilConnected();
  }

  private static long pid() {
    return LocalServer.running(LocalServer.defaultDataDirectory())
        .map(server -> server.process().pid())
        .orElse(0L);
  }
}

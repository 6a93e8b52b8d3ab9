package dev.sluice.studio.tests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.client.SluiceApiException;
import dev.sluice.studio.tests.bot.BotTree;
import java.io.IOException;
import org.eclipse.swt.custom.StyledText;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Text;
import org.junit.jupiter.api.Test;

class NewcomerTest extends StudioTest {

  @Test
  void shouldTakeNewcomerFromTemplateToPublishedVersion() throws IOException {
    remove("first");

    bot.clickMenu("File", "New Function…");
    bot.shell("New Function");
    bot.withId(Text.class, "wizard.name").typeOver("first");
    bot.captureScreenshot("wizard");
    bot.button("Create").click();
    bot.waitUntilClosed("New Function");
    bot.waitForTab("first");

    bot.withId(StyledText.class, "code.text").waitForText("def handler").typeAtEnd("# mine\n");
    bot.waitForTab("*first");
    assertThat(bot.withId(Label.class, "editor.state").text()).contains("changes not deployed");
    bot.pressCtrl('s');
    bot.waitForTab("first");
    bot.withId(Label.class, "editor.message").waitForText("Deployed");
    assertThat(server().client().code("first", "latest").inline()).endsWith("# mine\n");

    bot.withId(Button.class, "editor.invoke").click();
    bot.withId(StyledText.class, "invoke.payload")
        .waitForText("Ada")
        .setText("{\"name\": \"Eve\"}");
    bot.withId(Button.class, "invoke.run").click();
    bot.withId(Label.class, "invoke.summary").waitForText("Succeeded");
    bot.treeWithId("invoke.tree").waitForItem("message: \"Hello, Eve!\"");
    bot.withId(StyledText.class, "invoke.log").waitForText("greeting Eve");
    bot.captureScreenshot("invoked");
    bot.activateTab("Log");
    bot.withId(StyledText.class, "log.text").waitForText("greeting Eve");

    bot.withId(Button.class, "editor.publish").click();
    bot.shell("Publish first");
    bot.typeText("the first one");
    bot.button("Publish").click();
    bot.withId(Label.class, "editor.message").waitForText("Published version 1");
    BotTree functions = functions().expand("first");
    functions.waitForItem("first", "Version 1");
    assertThat(functions.children("first")).containsExactly("Version 1  the first one");

    functions.select("first");
    bot.activateTab("Invoke");
    bot.withId(Combo.class, "invoke.qualifier").select("1");
    bot.withId(Button.class, "invoke.run").click();
    bot.withId(Label.class, "invoke.summary").waitForText("version 1");
  }

  private static void remove(String name) throws IOException {
    try {
      server().client().deleteFunction(name, null);
    } catch (SluiceApiException e) {
      assertThat(e.status()).isEqualTo(404);
    }
  }
}

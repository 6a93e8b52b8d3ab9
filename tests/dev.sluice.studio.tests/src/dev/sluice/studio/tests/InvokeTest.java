package dev.sluice.studio.tests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.client.InvokeRequest;
import dev.sluice.studio.ui.StudioServices;
import java.io.IOException;
import org.eclipse.swt.custom.StyledText;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Label;
import org.junit.jupiter.api.Test;

class InvokeTest extends StudioTest {
  private static final String RAISES =
      """
      def handler(event, context):
          print("about to fail")
          raise ValueError("no " + event["what"])
      """;

  @Test
  void shouldShowErrorWithItsStackAndLog() throws IOException {
    choose("raises", RAISES);
    payload("{\"what\": \"luck\"}");
    bot.withId(Button.class, "invoke.run").click();

    bot.withId(Label.class, "invoke.summary").waitForText("Failed");
    bot.withId(StyledText.class, "invoke.result").waitForText("ValueError: no luck");
    assertThat(bot.withId(StyledText.class, "invoke.result").text()).contains("main.py");
    bot.withId(StyledText.class, "invoke.log").waitForText("about to fail");
  }

  @Test
  void shouldSayWhereThePayloadIsNoJson() throws IOException {
    choose("raises", RAISES);
    payload("{\"what\":\n  luck}");
    bot.withId(Label.class, "invoke.check").waitForText("Line 2");

    bot.withId(Combo.class, "invoke.type").select("text/plain");
    bot.withId(Label.class, "invoke.check").waitForText("Sent as it is");
    bot.withId(Combo.class, "invoke.type").select("application/json");
  }

  @Test
  void shouldInvokeWithKeysAndRememberThePayload() throws IOException {
    choose("keyed", "def handler(event, context):\n    return event\n");
    payload("");
    bot.withId(StyledText.class, "invoke.payload").click();
    bot.typeText("[1, 2]");
    bot.pressCtrlEnter();

    bot.withId(Label.class, "invoke.summary").waitForText("Succeeded");
    assertThat(bot.withId(StyledText.class, "invoke.payload").text()).isEqualTo("[1, 2]");
    assertThat(StudioServices.session().history().of("keyed").get(0).text()).isEqualTo("[1, 2]");
  }

  @Test
  void shouldFollowTheLogOfCallsThatOthersMake() throws IOException {
    choose("watched", "def handler(event, context):\n    print('heard', event['word'])\n");
    bot.activateTab("Log");
    bot.withId(StyledText.class, "log.text").waitForText("Created.");
    server().client().invoke("watched", InvokeRequest.json("{\"word\": \"drip\"}"));
    bot.withId(StyledText.class, "log.text").waitForText("heard drip");
    bot.withId(Label.class, "log.count").waitForText("2 lines");

    bot.withId(Combo.class, "log.level").select("Errors only");
    bot.withId(Label.class, "log.count").waitForText("Nothing");
    bot.withId(Combo.class, "log.level").select("All levels");
    bot.withId(StyledText.class, "log.text").waitForText("heard drip");
  }

  @Test
  void shouldNotInvokeDisabledFunctionAndSayWhy() throws IOException {
    choose("resting", RAISES);
    server().client().disable("resting");
    bot.withId(Label.class, "invoke.obstacle").waitForText("resting is disabled");
    bot.withId(Button.class, "invoke.run").waitUntilEnabled(false);

    server().client().enable("resting");
    bot.withId(Button.class, "invoke.run").waitUntilEnabled(true);
    assertThat(bot.withId(Label.class, "invoke.obstacle").text()).isEmpty();
  }

  private void choose(String name, String code) throws IOException {
    create(name, code);
    functions().select(name);
    bot.withId(Combo.class, "invoke.function").waitForText(name);
  }

  private void payload(String text) {
    bot.withId(StyledText.class, "invoke.payload").setText(text);
  }
}

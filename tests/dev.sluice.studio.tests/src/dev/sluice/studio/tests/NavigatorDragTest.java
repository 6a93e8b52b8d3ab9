package dev.sluice.studio.tests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.api.SourceSpec;
import dev.sluice.client.SluiceClient;
import java.io.IOException;
import java.util.Map;
import org.eclipse.swt.widgets.Text;
import org.junit.jupiter.api.Test;

/** Leading events by dragging in the Navigator. */
class NavigatorDragTest extends StudioTest {

  @Test
  void shouldAssociateBySourceDraggedOntoFunctionAndTheOtherWay() throws IOException {
    SluiceClient client = server().client();
    create("nav-led", "def handler(event, context):\n    return event\n");
    create("nav-too", "def handler(event, context):\n    return event\n");
    for (String name : new String[] {"nav-tick", "nav-tock"}) {
      client.sources().create(new SourceSpec(name, "schedule", Map.of("cron", "0 3 * * *"), null));
    }
    group("Sources").waitForItem("nav-tock");

    group("Sources").drag("nav-tick", functions(), "nav-led");
    group("Associations").waitForItem("nav-tick-nav-led  to nav-led");
    assertThat(client.events().association("nav-tick-nav-led").sources())
        .containsExactly("nav-tick");
    bot.captureScreenshot("navigator-dragged");

    functions().drag("nav-led", group("Sources"), "nav-tock");
    group("Associations").waitForItem("nav-tock-nav-led");
    functions().drag("nav-too", group("Associations"), "nav-tick-nav-led");
    group("Associations").waitForItem("nav-tick-nav-led  to nav-led, nav-too");

    bot.withId(Text.class, "navigator.filter").typeOver("tock");
    group("Associations").waitUntilGone("nav-tick-nav-led");
    bot.withId(Text.class, "navigator.filter").setText("");
    for (String name : new String[] {"nav-tick", "nav-tock"}) {
      client.events().delete(name + "-nav-led");
      client.sources().delete(name);
    }
  }
}

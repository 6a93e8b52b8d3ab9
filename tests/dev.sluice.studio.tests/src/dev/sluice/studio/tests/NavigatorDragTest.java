package dev.sluice.studio.tests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.api.SourceSpec;
import dev.sluice.client.SluiceClient;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Leading events by dragging in the Navigator. */
class NavigatorDragTest extends StudioTest {

  @Test
  void shouldAssociateASourceThatIsDraggedOntoAFunction() throws IOException {
    SluiceClient client = server().client();
    create("nav-led", "def handler(event, context):\n    return event\n");
    client
        .sources()
        .create(new SourceSpec("nav-tick", "schedule", Map.of("cron", "0 3 * * *"), null));
    group("Sources").waitForItem("nav-tick");

    group("Sources").drag("nav-tick", functions(), "nav-led");
    group("Associations").waitForItem("nav-tick-nav-led  to nav-led");
    assertThat(client.events().association("nav-tick-nav-led").sources())
        .containsExactly("nav-tick");
    bot.captureScreenshot("navigator-dragged");

    client.events().delete("nav-tick-nav-led");
    client.sources().delete("nav-tick");
  }
}

package dev.sluice.studio.tests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.api.AssociationSpec;
import dev.sluice.api.AssociationSpec.Target;
import dev.sluice.api.FunctionInfo;
import dev.sluice.client.SluiceApiException;
import dev.sluice.client.SluiceClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Text;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Functions and workflows under another name. */
class NavigatorDuplicateTest extends StudioTest {
  private static final String CODE = "def handler(event, context):\n    return 'dup'\n";
  private static final String FLOW =
      """
      document: {dsl: 1.0.3, namespace: default, name: dup-flow, version: 1.0.0}
      # Says it.
      do:
        - say:
            set: {said: true}
      """;

  private final SluiceClient client = server().client();

  private interface Deletion {
    void run() throws IOException;
  }

  @AfterEach
  void clear() throws IOException {
    gone(() -> client.events().delete("dup-led"));
    gone(() -> client.deleteFunction("dup-new", null));
    gone(() -> client.workflows().delete("dup-flow"));
    gone(() -> client.workflows().delete("dup-flow-2"));
  }

  private static void gone(Deletion deletion) throws IOException {
    try {
      deletion.run();
    } catch (SluiceApiException e) {
      assertThat(e.status()).isEqualTo(404);
    }
  }

  @Test
  void shouldMakeAFunctionOnceMoreAndSayWhatStaysWithTheOldOne() throws IOException {
    clear();
    FunctionInfo old = create("dup-old", CODE);
    client
        .events()
        .create(
            new AssociationSpec(
                "dup-led",
                List.of("events"),
                null,
                List.of(new Target("dup-old", null, null)),
                null,
                null,
                null));
    functions().select("dup-old").clickContextMenu("Duplicate as…");
    bot.shell("Duplicate dup-old");
    bot.widget(Label.class, "with what leads there", l -> l.getText().contains("dup-led"));
    bot.captureScreenshot("duplicate");
    bot.withId(Text.class, "duplicate.name").typeOver("dup-new");
    bot.button("Duplicate").click();
    functions().waitForItem("dup-new");
    FunctionInfo made = client.function("dup-new");
    assertThat(made.labels()).isEqualTo(old.labels());
    assertThat(made.code().digest()).isEqualTo(old.code().digest());
    assertThat(client.events().association("dup-led").targets().get(0).function())
        .isEqualTo("dup-old");
  }

  @Test
  void shouldMakeAWorkflowOnceMore() throws IOException {
    clear();
    client.workflows().deploy(null, FLOW.getBytes(StandardCharsets.UTF_8));
    group("Workflows").waitForItem("dup-flow");
    group("Workflows").select("dup-flow").clickContextMenu("Duplicate as…");
    bot.shell("Duplicate dup-flow");
    bot.button("Duplicate").click();
    group("Workflows").waitForItem("dup-flow-2");
    assertThat(client.workflows().get("dup-flow-2", null).definition())
        .isEqualTo(FLOW.replace("name: dup-flow", "name: dup-flow-2"));
  }
}

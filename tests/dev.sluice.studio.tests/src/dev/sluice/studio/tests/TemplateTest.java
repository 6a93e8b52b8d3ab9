package dev.sluice.studio.tests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.api.CodeSource;
import dev.sluice.api.FunctionInfo;
import dev.sluice.client.InvokeRequest;
import dev.sluice.client.InvokeResult;
import dev.sluice.studio.core.template.Template;
import dev.sluice.studio.core.template.TemplateCatalog;
import dev.sluice.studio.tests.bot.BotControl;
import java.io.IOException;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Text;
import org.junit.jupiter.api.Test;

class TemplateTest extends StudioTest {

  @Test
  void shouldOfferTemplatesForEachRuntime() {
    TemplateCatalog catalog = TemplateCatalog.load();

    assertThat(catalog.of("python3")).hasSizeGreaterThanOrEqualTo(3);
    assertThat(catalog.of("nodejs")).hasSizeGreaterThanOrEqualTo(3);
    assertThat(catalog.of("java")).isNotEmpty();
    assertThat(catalog.of("provided")).isNotEmpty();
  }

  @Test
  void shouldGiveTemplatesThatRunAndAgreeAcrossRuntimes() throws IOException {
    for (Template template : TemplateCatalog.load().all()) {
      create(
          "template", template.runtime(), template.handler(), CodeSource.ofInline(template.code()));
      InvokeResult result =
          server().client().invoke("template", InvokeRequest.json(template.sample()));

      assertThat(result.problem()).as(template.runtime() + " " + template.id()).isNull();
      assertThat(result.text().replace(" ", "").replace(".0", ""))
          .as(template.runtime() + " " + template.id())
          .contains(expected(template.id()));
    }
  }

  @Test
  void shouldMakeFunctionFromTemplateOfTheRuntimeThatIsChosen() throws IOException {
    bot.clickMenu("File", "New Function…");
    bot.shell("New Function");
    bot.withId(Text.class, "wizard.name").typeOver("brewed");
    BotControl<Text> preview = bot.withId(Text.class, "wizard.preview");
    bot.withId(Combo.class, "wizard.runtime").select("provided");
    preview.waitForText("#!/bin/sh");
    bot.captureScreenshot("wizard-provided");
    bot.withId(Combo.class, "wizard.runtime").select("java");
    preview.waitForText("public class Hello");
    bot.captureScreenshot("wizard-java");
    bot.button("Create").click();
    bot.waitUntilClosed("New Function");
    bot.waitForTab("brewed");

    FunctionInfo made = server().client().function("brewed");
    assertThat(made.runtime()).isEqualTo("java");
    assertThat(made.handler()).isEqualTo("Hello::handle");
    server().client().deleteFunction("brewed", null);
  }

  private static String expected(String id) {
    return switch (id) {
      case "hello" -> "Hello,Ada!";
      case "transform" -> "\"sum\":102.75";
      case "http" -> "\"status\":200";
      case "cleanup" -> "\"removed\":[\"report-1\"]";
      default -> throw new IllegalArgumentException("no answer is known for " + id);
    };
  }
}

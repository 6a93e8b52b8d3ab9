package dev.sluice.studio.tests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.api.CodeSource;
import dev.sluice.client.InvokeRequest;
import dev.sluice.client.InvokeResult;
import dev.sluice.studio.core.template.Template;
import dev.sluice.studio.core.template.TemplateCatalog;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class TemplateTest extends StudioTest {

  @Test
  void shouldOfferAtLeastThreeTemplatesForEachRuntime() {
    TemplateCatalog catalog = TemplateCatalog.load();

    assertThat(catalog.of("python3")).hasSizeGreaterThanOrEqualTo(3);
    assertThat(catalog.of("nodejs")).hasSizeGreaterThanOrEqualTo(3);
  }

  @Test
  void shouldGiveTemplatesThatRunAndAgreeAcrossRuntimes() throws IOException {
    for (Template template : TemplateCatalog.load().all()) {
      create("template", template.runtime(), CodeSource.ofInline(template.code()));
      InvokeResult result =
          server().client().invoke("template", InvokeRequest.json(template.sample()));

      assertThat(result.problem()).as(template.runtime() + " " + template.id()).isNull();
      assertThat(result.text().replace(" ", "").replace(".0", ""))
          .as(template.runtime() + " " + template.id())
          .contains(expected(template.id()));
    }
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

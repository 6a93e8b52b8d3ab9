package dev.sluice.studio.core.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.studio.core.invoke.JsonText;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All templates, read from {@code templates.json} and the source files beside it. Immutable. */
public final class TemplateCatalog {
  /** What is called .java here would be compiled with this bundle. */
  private static final Map<String, String> SUFFIX =
      Map.of("python3", ".py", "nodejs", ".js", "java", ".java.txt", "provided", ".sh");

  private final List<Template> templates;

  private TemplateCatalog(List<Template> templates) {
    this.templates = List.copyOf(templates);
  }

  /** Reads the catalogue that this bundle ships. */
  public static TemplateCatalog load() {
    try {
      List<Template> found = new ArrayList<>();
      ObjectMapper json = new ObjectMapper();
      for (JsonNode entry : json.readTree(resource("templates.json"))) {
        for (JsonNode runtime : entry.path("runtimes")) {
          found.add(template(entry, runtime.asText()));
        }
      }
      return new TemplateCatalog(found);
    } catch (IOException e) {
      throw new UncheckedIOException("the shipped templates cannot be read", e);
    }
  }

  /** All templates, in the order to offer them. */
  public List<Template> all() {
    return templates;
  }

  /** The templates of one runtime, in the order to offer them. */
  public List<Template> of(String runtime) {
    return templates.stream().filter(template -> template.runtime().equals(runtime)).toList();
  }

  /** The event to try a function with that was made from a template, by the function's labels. */
  public Optional<String> sampleFor(Map<String, String> labels) {
    String id = labels.get(Template.LABEL);
    return templates.stream()
        .filter(template -> template.id().equals(id))
        .map(Template::sample)
        .findFirst();
  }

  private static Template template(JsonNode entry, String runtime) throws IOException {
    String id = entry.path("id").asText();
    String code = resource(runtime + "/" + id + SUFFIX.get(runtime));
    return new Template(
        id,
        runtime,
        entry.path("title").asText(),
        entry.path("description").asText(),
        entry.path("handlers").path(runtime).asText("main.handler"),
        code,
        JsonText.pretty(entry.path("sample").toString()));
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = TemplateCatalog.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IOException("there is no " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}

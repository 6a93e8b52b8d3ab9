package dev.sluice.app.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.glassfish.jersey.server.model.Resource;
import org.junit.jupiter.api.Test;

class OpenApiTest {
  private static final Set<String> METHODS = Set.of("get", "put", "post", "patch", "delete");

  private final JsonNode description = read();

  @Test
  void shouldDescribeExactlyTheRoutesThatAreServed() {
    Set<String> served = new TreeSet<>(Set.of("post " + InvokeHandler.ROUTE));
    for (Class<?> type : Resources.classes()) {
      Resource resource = Resource.from(type);
      collect(resource, resource.getPath(), served);
    }
    Set<String> described = new TreeSet<>();
    description
        .path("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .fieldNames()
                    .forEachRemaining(
                        method -> {
                          if (METHODS.contains(method)) {
                            described.add(method + " " + path.getKey());
                          }
                        }));
    assertThat(described).isEqualTo(served);
  }

  private static void collect(Resource resource, String path, Set<String> served) {
    resource
        .getResourceMethods()
        .forEach(
            method -> served.add(method.getHttpMethod().toLowerCase(Locale.ROOT) + " " + path));
    for (Resource child : resource.getChildResources()) {
      String joined = (path.equals("/") ? "" : path) + "/" + child.getPath();
      collect(child, joined.replace("//", "/"), served);
    }
  }

  @Test
  void shouldDescribeTheFieldsOfEveryWireRecord() throws ClassNotFoundException {
    var schemas = description.path("components").path("schemas");
    assertThat(schemas.size()).isPositive();
    for (var names = schemas.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      Set<String> described = new TreeSet<>();
      schemas.path(name).path("properties").fieldNames().forEachRemaining(described::add);
      Set<String> fields = new TreeSet<>();
      Arrays.stream(Class.forName("dev.sluice.api." + name).getRecordComponents())
          .map(RecordComponent::getName)
          .forEach(fields::add);
      assertThat(described).as(name).isEqualTo(fields);
    }
  }

  private static JsonNode read() {
    try {
      return new ObjectMapper().readTree(ServerResource.resource("openapi.json"));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}

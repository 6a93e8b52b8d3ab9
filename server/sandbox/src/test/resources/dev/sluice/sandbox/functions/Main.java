package own;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.PackageVersion;

public class Main {
  public record Named(@JsonProperty("the-name") String name) {}

  public static Object tree(JsonNode event) {
    return java.util.List.of(PackageVersion.VERSION.toString(), event.get("a"));
  }

  public static Named named(Named event) {
    return event;
  }
}

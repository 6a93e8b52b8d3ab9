package dev.sluice.sandbox.host;

import dev.sluice.sandbox.jail.BubblewrapJail;
import dev.sluice.sandbox.jail.ImageWalls;
import dev.sluice.spi.sandbox.InstanceSpec;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** What a host is told about the one version that it will serve, as JSON has it. */
final class Introduction {
  private Introduction() {}

  static Map<String, Object> of(InstanceSpec of, HostFolder folder, HostParts parts)
      throws IOException {
    boolean jailed = parts.jailed();
    String code = jailed ? BubblewrapJail.CODE : folder.code().toString();
    Map<String, Object> about = new HashMap<>();
    about.put("handler", of.handler());
    about.put("function", of.function());
    about.put("version", of.version());
    about.put("namespace", of.namespace());
    about.put("memoryMiB", of.memoryMiB());
    about.put("concurrency", of.concurrency());
    about.put("arn", Surroundings.arn(of));
    about.put("environment", Surroundings.of(of, folder.id(), code));
    about.put("jailed", jailed);
    about.put("ownNetwork", jailed && of.network() == InstanceSpec.Network.NONE);
    InstanceSpec.Image image = of.image();
    if (image != null) {
      about.put("image", program(of, image, parts));
    }
    return about;
  }

  /** The program of an image, and the walls that its host puts around it. */
  private static Map<String, Object> program(
      InstanceSpec of, InstanceSpec.Image image, HostParts parts) throws IOException {
    return Map.of(
        "walls",
        ImageWalls.of(of.code(), of.network(), parts.limits()),
        "bubblewrap",
        ImageWalls.PROGRAM,
        "root",
        BubblewrapJail.IMAGE,
        "filter",
        BubblewrapJail.FILTER,
        "command",
        image.command(),
        "folder",
        image.folder());
  }
}

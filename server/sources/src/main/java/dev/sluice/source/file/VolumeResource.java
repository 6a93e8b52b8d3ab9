package dev.sluice.source.file;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.source.content.Content;
import dev.sluice.spi.binding.Access;
import dev.sluice.spi.binding.Resource;
import dev.sluice.spi.binding.TooLargeException;
import java.io.IOException;
import java.util.List;

/** A volume. Thread-safe. */
final class VolumeResource implements Resource {
  private final Volumes volumes;
  private final String namespace;
  private final String volume;

  VolumeResource(Volumes volumes, String namespace, String volume) {
    this.volumes = volumes;
    this.namespace = namespace;
    this.volume = volume;
  }

  @Override
  public byte[] read(Access access) throws Exception {
    String path = path(access);
    byte[] bytes = volumes.read(namespace, volume, path, access.limit());
    if (bytes == null) {
      if (access.settings().flag("optional")) {
        return Content.json(JsonNodeFactory.instance.nullNode());
      }
      throw new IOException("The volume '" + volume + "' has no file '" + path + "'.");
    }
    if (bytes.length > access.limit()) {
      throw new TooLargeException(access.limit());
    }
    ObjectNode read = JsonNodeFactory.instance.objectNode();
    read.put("path", path).put("size", bytes.length);
    read.set("body", Content.read(bytes, path.endsWith(".json") ? "application/json" : ""));
    return Content.json(read);
  }

  @Override
  public void write(List<Access> items) throws Exception {
    for (Access access : items) {
      volumes.write(namespace, volume, path(access), Content.write(access.value()).bytes());
    }
  }

  private static String path(Access access) {
    return FilePath.checked(access.text("path", Content::plain));
  }

  @Override
  public void close() {
    // There is no connection.
  }
}

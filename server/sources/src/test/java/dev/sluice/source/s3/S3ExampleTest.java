package dev.sluice.source.s3;

import dev.sluice.source.harness.StudioExample;
import java.io.IOException;
import org.junit.jupiter.api.Test;

final class S3ExampleTest {

  @Test
  void shouldBringWhatStudioShows() throws IOException {
    StudioExample example = StudioExample.of("Object: S3");
    ObjectEvent event =
        new ObjectEvent(
            ObjectEvent.CREATED,
            example.text("bucket"),
            example.text("subject"),
            example.text("etag"),
            Long.valueOf(example.text("size")),
            null,
            example.text("time"),
            "listed");

    example.assertIs(event.of("uploads"), "id");
  }
}

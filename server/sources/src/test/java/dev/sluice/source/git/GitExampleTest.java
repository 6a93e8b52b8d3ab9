package dev.sluice.source.git;

import dev.sluice.source.harness.StudioExample;
import java.io.IOException;
import org.junit.jupiter.api.Test;

final class GitExampleTest {

  @Test
  void shouldBringWhatStudioShows() throws IOException {
    StudioExample example = StudioExample.of("Git");
    RefChange change =
        new RefChange(example.text("subject"), example.text("before"), example.text("after"));

    example.assertIs(change.event("shop", example.data("repository").asText(), 12));
  }
}

package dev.sluice.e2e.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.api.CodeSource;
import dev.sluice.client.InvokeRequest;
import dev.sluice.e2e.harness.Lane;
import dev.sluice.e2e.harness.Scratch;
import dev.sluice.e2e.harness.ServerProcess;
import dev.sluice.e2e.harness.Sources;
import dev.sluice.e2e.harness.Zips;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A server takes files of any name, whatever locale it was started in. */
@ResourceLock(Lane.OWN_SERVER)
class LocaleTest {
  private Path folder;

  @BeforeEach
  void prepare() throws IOException {
    folder = Scratch.create("locale");
  }

  @AfterEach
  void cleanUp() throws IOException {
    Scratch.delete(folder);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "LANG=C", "LC_ALL=POSIX", "LANG=xx_YY.UTF-8"})
  void shouldTakeFilesWhoseNamesAreNotAscii(String locale) throws Exception {
    byte[] zip =
        new Zips()
            .file("größe/日本.txt", "found")
            .file(
                "main.py",
                """
                import os
                HERE = os.path.dirname(os.path.abspath(__file__))
                def handler(event, context):
                    return open(HERE + "/größe/日本.txt").read()
                """)
            .build();
    ServerProcess.Launch launch =
        ServerProcess.on(folder.resolve("data"))
            .emptyEnvironment()
            .environment("PATH", System.getenv("PATH"));
    if (!locale.isEmpty()) {
      String[] parts = locale.split("=", 2);
      launch.environment(parts[0], parts[1]);
    }
    try (ServerProcess server = launch.start()) {
      server.client().createFunction(Sources.spec("named", Sources.PYTHON, CodeSource.ofZip(zip)));
      assertThat(server.client().invoke("named", InvokeRequest.json("{}")).text())
          .isEqualTo("\"found\"");
    }
  }
}

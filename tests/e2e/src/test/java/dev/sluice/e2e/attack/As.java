package dev.sluice.e2e.attack;

import dev.sluice.e2e.harness.OrdinaryUser;
import dev.sluice.e2e.harness.ServerProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** As whom the attacked server runs: each has walls and limits of another make. */
enum As {
  ROOT {
    @Override
    ServerProcess.Launch launch(Path folder) {
      return ServerProcess.on(folder.resolve("data"));
    }
  },
  USER {
    @Override
    ServerProcess.Launch launch(Path folder) throws IOException {
      return OrdinaryUser.launch(folder);
    }
  };

  abstract ServerProcess.Launch launch(Path folder) throws IOException;

  /** Whom the tests can be. */
  static List<As> here() {
    return OrdinaryUser.TESTS_ARE_ROOT ? List.of(values()) : List.of(USER);
  }

  /** Each of them in each language, for tests with parameters. */
  static Stream<Arguments> inEachLanguage() {
    return here().stream()
        .flatMap(as -> Arrays.stream(Language.values()).map(in -> Arguments.of(as, in)));
  }
}

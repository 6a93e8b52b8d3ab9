package dev.sluice.e2e.refusal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.api.CodeSource;
import dev.sluice.api.ErrorCode;
import dev.sluice.api.FunctionInfo;
import dev.sluice.e2e.harness.Refused;
import dev.sluice.e2e.harness.SharedServerTest;
import dev.sluice.e2e.harness.Sources;
import dev.sluice.e2e.harness.Zips;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Archives that are broken or hostile: refused on both ways in, and nothing of them is stored. */
class ArchiveRefusalTest extends SharedServerTest {
  private static final String MAIN = "def handler(event, context):\n    return 'bad'\n";

  static Stream<Arguments> archives() {
    byte[] good = new Zips().file("main.py", MAIN + "# " + "x".repeat(500)).build();
    return Stream.of(
        Arguments.of(
            "text", ErrorCode.INVALID_ARCHIVE, "no zip at all".getBytes(StandardCharsets.UTF_8)),
        Arguments.of("empty", ErrorCode.INVALID_ARCHIVE, new byte[0]),
        Arguments.of("truncated", ErrorCode.INVALID_ARCHIVE, Arrays.copyOf(good, good.length / 2)),
        Arguments.of("corrupt", ErrorCode.INVALID_ARCHIVE, corrupt(good)),
        Arguments.of("without files", ErrorCode.INVALID_ARCHIVE, new Zips().build()),
        Arguments.of("climbing", ErrorCode.UNSAFE_ARCHIVE, with("../escaped.py")),
        Arguments.of("climbing inside", ErrorCode.UNSAFE_ARCHIVE, with("a/../../escaped.py")),
        Arguments.of("absolute", ErrorCode.UNSAFE_ARCHIVE, with("/tmp/escaped.py")),
        Arguments.of("backslashes", ErrorCode.UNSAFE_ARCHIVE, with("..\\escaped.py")),
        Arguments.of(
            "link out",
            ErrorCode.UNSAFE_ARCHIVE,
            new Zips().file("main.py", MAIN).link("etc", "/etc").build()),
        Arguments.of(
            "relative link out",
            ErrorCode.UNSAFE_ARCHIVE,
            new Zips().file("main.py", MAIN).link("a/up", "../../escaped").build()),
        Arguments.of(
            "file through a link",
            ErrorCode.UNSAFE_ARCHIVE,
            new Zips().file("main.py", MAIN).link("d", "/tmp").file("d/escaped.py", "").build()),
        Arguments.of(
            "bomb",
            ErrorCode.ARCHIVE_TOO_LARGE,
            new Zips().file("main.py", MAIN).zeros("zeros", 300L << 20).build()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("archives")
  void shouldRefuseArchive(String what, ErrorCode code, byte[] zip) throws Exception {
    List<Path> before = stored();
    String name = name("bad-zip");
    Refused.with(code, () -> create(Sources.spec(name, Sources.PYTHON, CodeSource.ofZip(zip))));
    Refused.with(ErrorCode.FUNCTION_NOT_FOUND, () -> client.function(name));
    String kept = name("kept");
    FunctionInfo made = create(Sources.python(kept, Sources.PYTHON_ECHO));
    Refused.with(code, () -> client.putZip(kept, BodyPublishers.ofByteArray(zip), made.revision()));
    Refused.with(code, () -> client.putCode(kept, CodeSource.ofZip(zip), made.revision()));
    assertThat(client.function(kept)).isEqualTo(made);
    assertThat(call(kept, "3")).isEqualTo("3");
    assertThat(stored()).as("nothing of the archive is stored").isEqualTo(before);
    assertThat(Path.of("/tmp/escaped.py")).doesNotExist();
  }

  private static byte[] with(String path) {
    return new Zips().file("main.py", MAIN).file(path, MAIN).build();
  }

  /** Turns bits in the middle of the data of the only entry. */
  private static byte[] corrupt(byte[] zip) {
    byte[] broken = zip.clone();
    for (int i = 45; i < 60; i++) {
      broken[i] ^= 0x5a;
    }
    return broken;
  }

  /** All files and folders of stored code; the healthy function's are among them from the start. */
  private List<Path> stored() throws IOException {
    try (Stream<Path> all = Files.walk(server.data().resolve("code"))) {
      return all.sorted().toList();
    }
  }
}

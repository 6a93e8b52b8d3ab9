package dev.sluice.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is promised is tested: each test that docs/security.md names is there. */
class PromisesTest {
  private static final Pattern NAMED = Pattern.compile("`(\\w+Test)\\.(should\\w+)`");
  private static final Pattern ROW = Pattern.compile("(?m)^\\| .+ \\| (.+) \\|$");

  @Test
  void shouldNameTestsThatExist() throws IOException {
    Map<String, Path> tests = tests();
    List<MatchResult> named = NAMED.matcher(document()).results().toList();
    List<String> missing = new ArrayList<>();
    for (MatchResult name : named) {
      Path file = tests.get(name.group(1));
      if (file == null || !Files.readString(file).contains("void " + name.group(2) + "(")) {
        missing.add(name.group());
      }
    }
    assertThat(named).hasSizeGreaterThan(30);
    assertThat(missing).as("tests in docs/security.md that do not exist").isEmpty();
  }

  @Test
  void shouldNameATestForEachPromise() throws IOException {
    String promises = document().split("\n## ", -1)[3];
    assertThat(promises).startsWith("The promises");
    List<String> rows =
        ROW.matcher(promises)
            .results()
            .filter(row -> !row.group(1).equals("kept by") && !row.group(1).startsWith("--"))
            .map(MatchResult::group)
            .toList();
    assertThat(rows)
        .hasSizeGreaterThan(20)
        .allSatisfy(row -> assertThat(NAMED.matcher(row).find()).as(row).isTrue());
  }

  private static String document() throws IOException {
    return Files.readString(Ours.projectFolder().resolve("docs/security.md"));
  }

  private static Map<String, Path> tests() throws IOException {
    Map<String, Path> tests = new TreeMap<>();
    for (String folder : new String[] {"server", "tests"}) {
      try (Stream<Path> all = Files.walk(Ours.projectFolder().resolve(folder))) {
        all.filter(path -> path.toString().endsWith("Test.java"))
            .forEach(path -> tests.put(path.getFileName().toString().replace(".java", ""), path));
      }
    }
    return tests;
  }
}

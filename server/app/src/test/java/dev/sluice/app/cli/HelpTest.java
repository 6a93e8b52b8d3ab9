package dev.sluice.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import picocli.CommandLine;

/** The help of every command is a file beside this test; {@code -Dgolden.update} writes them. */
final class HelpTest {
  private static final Path GOLDEN = Path.of("src/test/resources/dev/sluice/app/cli/help");

  @TestFactory
  List<DynamicTest> shouldExplainEveryCommandAsItsGoldenFileSays() {
    List<String> commands = new ArrayList<>();
    collect(SluiceCommand.commandLine(new TestShell().shell()), commands);
    assertThat(commands).hasSizeGreaterThan(20);
    return commands.stream().map(c -> DynamicTest.dynamicTest(c, () -> check(c))).toList();
  }

  @Test
  void shouldKeepNoGoldenFileOfCommandThatIsGone() throws IOException {
    List<String> commands = new ArrayList<>();
    collect(SluiceCommand.commandLine(new TestShell().shell()), commands);
    List<String> golden =
        commands.stream().map(command -> command.replace(' ', '-') + ".txt").toList();
    try (var files = Files.list(GOLDEN)) {
      assertThat(files.map(file -> file.getFileName().toString())).allMatch(golden::contains);
    }
  }

  @Test
  void shouldExplainByHelpAsByItsOption() {
    TestShell option = new TestShell();
    TestShell verb = new TestShell();

    assertThat(option.run("alias", "set", "--help")).isZero();
    assertThat(verb.run("help", "alias", "set")).isZero();

    assertThat(verb.out()).isEqualTo(option.out()).contains("Examples:");
  }

  private static void collect(CommandLine command, List<String> names) {
    names.add(command.getCommandSpec().qualifiedName());
    command.getSubcommands().values().forEach(sub -> collect(sub, names));
  }

  private static void check(String command) throws IOException {
    List<String> words = new ArrayList<>(List.of(command.split(" ")));
    words.remove(0);
    words.add("--help");
    TestShell shell = new TestShell();
    int status = shell.run(words.toArray(String[]::new));
    assertThat(status).isZero();
    assertThat(shell.err()).isEmpty();
    assertThat(shell.out().lines()).as("fits a terminal").allMatch(line -> line.length() <= 80);
    assertThat(shell.out()).contains("\nExamples:\n");
    String name = command.replace(' ', '-') + ".txt";
    if (System.getProperty("golden.update") != null) {
      Files.createDirectories(GOLDEN);
      Files.writeString(GOLDEN.resolve(name), shell.out());
    }
    try (InputStream golden = Files.newInputStream(GOLDEN.resolve(name))) {
      assertThat(shell.out()).isEqualTo(new String(golden.readAllBytes(), StandardCharsets.UTF_8));
    }
  }
}

package dev.sluice.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.app.reference.ReferencePage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import picocli.CommandLine;

/** The help of every command, and the page of the reference that is made of it. */
final class HelpTest {

  @TestFactory
  List<DynamicTest> shouldExplainEveryCommand() {
    List<String> commands = commands();
    assertThat(commands).hasSizeGreaterThan(20);
    return commands.stream().map(c -> DynamicTest.dynamicTest(c, () -> check(c))).toList();
  }

  @Test
  void shouldBeTheReference() throws IOException {
    ReferencePage page =
        new ReferencePage(
            "commands",
            "Commands",
            "What `--help` says of each command. Exit status: 0 done, 1 refused or failed, 2 wrong usage.");
    for (String command : commands()) {
      page.heading(command.split(" ", -1).length > 2 ? 2 : 1, command).block(help(command));
    }
    page.check();
  }

  @Test
  void shouldExplainByHelpAsByItsOption() {
    TestShell option = new TestShell();
    TestShell verb = new TestShell();

    assertThat(option.run("alias", "set", "--help")).isZero();
    assertThat(verb.run("help", "alias", "set")).isZero();

    assertThat(verb.out()).isEqualTo(option.out()).contains("Examples:");
  }

  private static List<String> commands() {
    List<String> commands = new ArrayList<>();
    collect(SluiceCommand.commandLine(new TestShell().shell()), commands);
    return commands;
  }

  private static void collect(CommandLine command, List<String> names) {
    names.add(command.getCommandSpec().qualifiedName());
    command.getSubcommands().values().forEach(sub -> collect(sub, names));
  }

  private static void check(String command) {
    String help = help(command);
    assertThat(help.lines()).as("fits a terminal").allMatch(line -> line.length() <= 80);
    assertThat(help).contains("\nExamples:\n");
  }

  private static String help(String command) {
    List<String> words = new ArrayList<>(List.of(command.split(" ", -1)));
    words.remove(0);
    words.add("--help");
    TestShell shell = new TestShell();
    assertThat(shell.run(words.toArray(String[]::new))).isZero();
    assertThat(shell.err()).isEmpty();
    return shell.out();
  }
}

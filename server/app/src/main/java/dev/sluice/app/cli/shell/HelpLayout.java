package dev.sluice.app.cli.shell;

import dev.sluice.app.cli.text.Words;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.ColorScheme;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/** How {@code --help} looks: verbs in groups, one line each; options as they are typed. */
public final class HelpLayout {
  private static final String OTHER = "Server";

  /** One verb with a longer name must not move the words of all others out of the terminal. */
  private static final int MOST_WIDTH = 20;

  private static final Map<String, String> HEADINGS =
      Map.of(
          "function", "Functions",
          "alias", "Aliases",
          "rollout", "Rollouts",
          "invocation", "Invocations",
          "namespace", "Namespaces",
          "key", "Namespaces",
          "secret", "Namespaces",
          "apply", "Manifests",
          "export", "Manifests");

  private HelpLayout() {}

  /** Gives this layout to a command and all below it. */
  public static void apply(CommandLine command) {
    command.setHelpFactory(Typed::new);
    restyle(command);
  }

  private static void restyle(CommandLine command) {
    command.setHelpSectionKeys(
        List.of(
            UsageMessageSpec.SECTION_KEY_SYNOPSIS_HEADING,
            UsageMessageSpec.SECTION_KEY_SYNOPSIS,
            UsageMessageSpec.SECTION_KEY_DESCRIPTION,
            UsageMessageSpec.SECTION_KEY_COMMAND_LIST,
            UsageMessageSpec.SECTION_KEY_PARAMETER_LIST_HEADING,
            UsageMessageSpec.SECTION_KEY_PARAMETER_LIST,
            UsageMessageSpec.SECTION_KEY_OPTION_LIST_HEADING,
            UsageMessageSpec.SECTION_KEY_OPTION_LIST,
            UsageMessageSpec.SECTION_KEY_FOOTER_HEADING,
            UsageMessageSpec.SECTION_KEY_FOOTER));
    command
        .getHelpSectionMap()
        .put(UsageMessageSpec.SECTION_KEY_COMMAND_LIST, help -> verbs(help.commandSpec()));
    UsageMessageSpec usage = command.getCommandSpec().usageMessage();
    usage.parameterListHeading("%nParameters:%n");
    usage.optionListHeading("%nOptions:%n");
    usage.footerHeading("%nExamples:%n");
    usage.sortOptions(false);
    command.getSubcommands().values().forEach(HelpLayout::restyle);
  }

  private static String verbs(CommandSpec spec) {
    Map<String, List<CommandSpec>> groups = new LinkedHashMap<>();
    boolean root = spec.parent() == null;
    collect(spec, root, groups);
    List<CommandSpec> all = groups.values().stream().flatMap(List::stream).toList();
    int width =
        all.stream()
            .mapToInt(verb -> name(verb, spec).length())
            .filter(length -> length <= MOST_WIDTH)
            .max()
            .orElse(0);
    StringBuilder text = new StringBuilder();
    groups.forEach(
        (heading, verbs) -> {
          text.append('\n').append(heading).append(":\n");
          for (CommandSpec verb : verbs) {
            String name = name(verb, spec);
            String[] description = verb.usageMessage().description();
            text.append("  ")
                .append(name)
                .append(" ".repeat(Math.max(0, width - name.length()) + 2))
                .append(description.length == 0 ? "" : Words.oneLine(description[0]))
                .append('\n');
          }
        });
    return text.toString();
  }

  private static void collect(
      CommandSpec spec, boolean root, Map<String, List<CommandSpec>> groups) {
    for (CommandLine sub : spec.subcommands().values()) {
      CommandSpec verb = sub.getCommandSpec();
      if (!sub.getSubcommands().isEmpty()) {
        collect(verb, root, groups);
      } else {
        String heading = root ? heading(spec, verb) : "Verbs";
        groups.computeIfAbsent(heading, any -> new ArrayList<>()).add(verb);
      }
    }
  }

  /** That of its group, or its own where it has none. */
  private static String heading(CommandSpec group, CommandSpec verb) {
    String own = HEADINGS.getOrDefault(verb.name(), OTHER);
    return group.parent() == null ? own : HEADINGS.getOrDefault(group.name(), OTHER);
  }

  private static String name(CommandSpec verb, CommandSpec from) {
    return verb.qualifiedName().substring(from.qualifiedName().length() + 1);
  }

  /** Help that shows {@code --name VALUE}; both this and {@code --name=VALUE} are understood. */
  private static final class Typed extends Help {
    Typed(CommandSpec spec, ColorScheme colours) {
      // Help is the last thing that happens to a command line: nothing is parsed after it.
      super(typed(spec), colours);
    }

    private static CommandSpec typed(CommandSpec spec) {
      spec.parser().separator(" ");
      return spec;
    }
  }
}

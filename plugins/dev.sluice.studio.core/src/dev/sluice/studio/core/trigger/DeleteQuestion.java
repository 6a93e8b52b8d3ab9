package dev.sluice.studio.core.trigger;

import dev.sluice.api.AliasInfo;
import dev.sluice.api.FunctionInfo;
import dev.sluice.client.SluiceClient;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What to ask before something of a function is deleted: what goes, and what leads there. */
public final class DeleteQuestion {
  private static final int MANY = 1000;

  private DeleteQuestion() {}

  /** Whether to delete a version. The server refuses while an alias gives it something. */
  public static String version(
      SluiceClient client, String function, int version, List<FunctionInfo> functions)
      throws IOException {
    String number = Integer.toString(version);
    List<String> uses = new ArrayList<>();
    for (AliasInfo alias : client.versions().aliases(function)) {
      if (alias.weights().containsKey(number)) {
        uses.add("the alias " + alias.name());
      }
    }
    uses.addAll(leading(client, function, number, functions));
    return "Delete version " + number + " of " + function + "?" + sentence(uses);
  }

  /** Whether to delete an alias. */
  public static String alias(
      SluiceClient client, String function, String alias, List<FunctionInfo> functions)
      throws IOException {
    return "Delete the alias "
        + alias
        + " of "
        + function
        + "?"
        + sentence(leading(client, function, alias, functions));
  }

  /** Whether to delete a function with all that is its. */
  public static String function(SluiceClient client, String function, List<FunctionInfo> functions)
      throws IOException {
    StringBuilder text = new StringBuilder("Delete the function ").append(function).append('?');
    var versions = client.versions().list(function, MANY, null);
    List<AliasInfo> aliases = client.versions().aliases(function);
    String count = versions.items().size() + (versions.next() == null ? "" : " or more");
    if (!versions.items().isEmpty()) {
      text.append(
          versions.items().size() == 1 ? " Its version goes" : " Its " + count + " versions go");
      if (aliases.isEmpty()) {
        text.append(" too.");
      } else {
        text.append(" too, and so ")
            .append(aliases.size() == 1 ? "does the alias " : "do the aliases ")
            .append(aliases.stream().map(AliasInfo::name).collect(Collectors.joining(", ")))
            .append('.');
      }
    }
    List<String> uses =
        new Triggers()
            .of(client, function, functions).stream()
                .filter(trigger -> !trigger.kind().brings())
                .map(Trigger::words)
                .distinct()
                .toList();
    return text.append(sentence(uses)).toString();
  }

  private static List<String> leading(
      SluiceClient client, String function, String to, List<FunctionInfo> functions)
      throws IOException {
    return new Triggers()
        .of(client, function, functions).stream()
            .filter(trigger -> trigger.leadsTo(to))
            .map(Trigger::words)
            .distinct()
            .toList();
  }

  private static String sentence(List<String> uses) {
    if (uses.isEmpty()) {
      return "";
    }
    String all =
        uses.size() == 1
            ? uses.get(0)
            : String.join(", ", uses.subList(0, uses.size() - 1))
                + " and "
                + uses.get(uses.size() - 1);
    return "\nStill leading there: " + all + ".";
  }
}

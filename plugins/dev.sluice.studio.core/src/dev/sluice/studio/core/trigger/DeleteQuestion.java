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
      SluiceClient client,
      String function,
      int version,
      Triggers triggers,
      List<FunctionInfo> functions)
      throws IOException {
    String number = Integer.toString(version);
    List<String> uses = new ArrayList<>();
    for (AliasInfo alias : client.versions().aliases(function)) {
      if (alias.weights().containsKey(number)) {
        uses.add("the alias " + alias.name());
      }
    }
    uses.addAll(leading(client, function, number, triggers, functions));
    return "Delete version " + number + " of " + function + "?" + leading(uses);
  }

  /** Whether to delete an alias. */
  public static String alias(
      SluiceClient client,
      String function,
      String alias,
      Triggers triggers,
      List<FunctionInfo> functions)
      throws IOException {
    return "Delete the alias "
        + alias
        + " of "
        + function
        + "?"
        + leading(leading(client, function, alias, triggers, functions));
  }

  /** Whether to delete a function with all that is its. */
  public static String function(
      SluiceClient client, String function, Triggers triggers, List<FunctionInfo> functions)
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
        triggers.of(client, function, functions).stream()
            .filter(trigger -> !trigger.kind().brings())
            .map(Trigger::words)
            .distinct()
            .toList();
    return text.append(leading(uses)).toString();
  }

  private static List<String> leading(
      SluiceClient client,
      String function,
      String to,
      Triggers triggers,
      List<FunctionInfo> functions)
      throws IOException {
    return leadingTo(triggers.of(client, function, functions), to);
  }

  /** Which of these lead to a version or an alias by its name, in words. */
  public static List<String> leadingTo(List<Trigger> triggers, String to) {
    return triggers.stream()
        .filter(trigger -> trigger.leadsTo(to))
        .map(Trigger::words)
        .distinct()
        .toList();
  }

  /** A line that says what still leads there; empty where nothing does. */
  public static String leading(List<String> uses) {
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

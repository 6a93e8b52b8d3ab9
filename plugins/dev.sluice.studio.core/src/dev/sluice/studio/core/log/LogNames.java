package dev.sluice.studio.core.log;

import dev.sluice.api.FunctionInfo;
import dev.sluice.api.LogOwner;
import dev.sluice.api.Page;
import dev.sluice.client.ListRequest;
import dev.sluice.client.SluiceClient;
import dev.sluice.studio.core.functions.SpokenNames;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What has a log, and what that is called. */
public final class LogNames {
  private LogNames() {}

  /**
   * Something that has a log.
   *
   * @param labels of a function; empty for others
   */
  public record Choice(LogOwner owner, Map<String, String> labels) {
    public Choice {
      labels = Map.copyOf(labels);
    }

    /** Whether its name has this text, its kind is called so, or a label as {@code team=web}. */
    public boolean has(String text) {
      String wanted = text.strip().toLowerCase(Locale.ROOT);
      return words(owner).toLowerCase(Locale.ROOT).contains(wanted)
          || labels.entrySet().stream()
              .anyMatch(
                  label ->
                      (label.getKey() + "=" + label.getValue())
                          .toLowerCase(Locale.ROOT)
                          .contains(wanted));
    }

    /** Its labels as {@code team=web, tier=1}, by their names. */
    public String labelText() {
      return String.join(
          ", ",
          labels.entrySet().stream()
              .sorted(Map.Entry.comparingByKey())
              .map(label -> label.getKey() + "=" + label.getValue())
              .toList());
    }
  }

  /** All functions, workflows and sources of the namespace, each kind by name. */
  static List<Choice> read(SluiceClient client) throws IOException {
    List<Choice> all = new ArrayList<>();
    String cursor = null;
    do {
      Page<FunctionInfo> page =
          client.functions(new ListRequest(Map.of(), null, ListRequest.all().limit(), cursor));
      page.items()
          .forEach(info -> all.add(new Choice(LogOwner.function(info.name()), info.labels())));
      cursor = page.next();
    } while (cursor != null);
    client
        .workflows()
        .list()
        .forEach(info -> all.add(new Choice(LogOwner.workflow(info.name()), Map.of())));
    client
        .sources()
        .list()
        .forEach(info -> all.add(new Choice(LogOwner.source(info.name()), Map.of())));
    return all;
  }

  /** One in words: {@code hello}, {@code workflow orders}. */
  public static String words(LogOwner owner) {
    return owner.kind() == LogOwner.Kind.FUNCTION
        ? owner.name()
        : owner.kind().word() + " " + owner.name();
  }

  /** Several in words; of many the first ones. */
  public static String words(List<LogOwner> owners) {
    return SpokenNames.of(owners.stream().map(LogNames::words).toList());
  }
}

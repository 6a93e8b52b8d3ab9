package dev.sluice.source.postgres;

import dev.sluice.source.message.Fingerprint;
import dev.sluice.spi.source.Settings;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What the database calls what the source keeps there.
 *
 * @param slot its replication slot
 * @param publication what says which tables
 * @param owned whether the source makes the publication, of {@code tables}
 */
record SlotNames(String slot, String publication, boolean owned, List<String> tables) {
  private static final int MOST_CHARS = 63;
  private static final int HEAD = 40;

  static SlotNames of(Settings settings) {
    String usual = usual(settings.namespace(), settings.source());
    @Nullable String slot = settings.find("slot");
    @Nullable String publication = settings.find("publication");
    return new SlotNames(
        slot == null ? usual : slot,
        publication == null ? usual : publication,
        publication == null,
        settings.texts("tables"));
  }

  private static String usual(String namespace, String source) {
    String name =
        ("sluice_" + namespace + "_" + source).toLowerCase(Locale.ROOT).replaceAll("\\W", "_");
    if (name.length() <= MOST_CHARS) {
      return name;
    }
    String digest = new Fingerprint().add(name).end().toLowerCase(Locale.ROOT);
    return name.substring(0, HEAD) + "_" + digest.replaceAll("\\W", "_");
  }

  /** A name as statements want it. */
  static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  /** Tables as statements want them: {@code name} or {@code schema.name}, each as it is spelt. */
  String quotedTables() {
    return String.join(", ", quotedEach());
  }

  /** Each of them, as {@link #quotedTables} says. */
  List<String> quotedEach() {
    return tables.stream().map(SlotNames::table).toList();
  }

  private static String table(String table) {
    int dot = table.indexOf('.');
    return dot < 0
        ? quoted("public") + "." + quoted(table)
        : quoted(table.substring(0, dot)) + "." + quoted(table.substring(dot + 1));
  }

  /** As the catalogue has them. */
  List<String> fullTables() {
    return tables.stream()
        .map(table -> table.indexOf('.') < 0 ? "public." + table : table)
        .sorted()
        .toList();
  }
}

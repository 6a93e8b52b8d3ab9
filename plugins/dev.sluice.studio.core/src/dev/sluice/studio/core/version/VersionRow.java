package dev.sluice.studio.core.version;

import dev.sluice.api.VersionInfo;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A version with what stands around it.
 *
 * @param by who published it; null when that is not known
 * @param aliases names of the aliases that give it something, with its share of each, 0 to 1
 * @param latest whether what is deployed is the same: code and definition
 */
public record VersionRow(
    VersionInfo info, @Nullable String by, Map<String, Double> aliases, boolean latest) {

  /** Its number. */
  public int number() {
    return info.version();
  }

  /** The first hexadecimal digits of its code's digest, which tell it from others. */
  public String digest() {
    String digest = info.code().digest();
    String hex = digest.substring(digest.indexOf(':') + 1);
    return hex.substring(0, Math.min(12, hex.length()));
  }

  /** What it does now: serves, is what is deployed too, or rests. */
  public String state() {
    return aliases.isEmpty()
        ? (latest ? "same as latest" : "")
        : latest ? "serves, latest" : "serves";
  }

  /** {@code live 90 %, beta}. */
  public String aliasWords() {
    return aliases.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(
            each ->
                each.getValue() >= 1
                    ? each.getKey()
                    : each.getKey() + " " + SharesText.plain(each.getValue() * 100) + " %")
        .collect(Collectors.joining(", "));
  }
}

package dev.sluice.e2e.attack;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The attacks that every language can try, as data.
 *
 * @param attacks in the order of the file
 */
record Catalogue(List<Attack> attacks) {
  private static final Pattern NAME = Pattern.compile("\\$\\{([^}]+)}");

  /**
   * One of them.
   *
   * @param refused whether it must fail; else it may succeed and show nothing of anybody else
   * @param bait whether it succeeds outside of a sandbox
   */
  record Attack(String name, boolean refused, boolean bait, String operation, String target) {}

  static Catalogue read() {
    return new Catalogue(rows("catalogue.txt").map(Catalogue::attack).toList());
  }

  /** The lines of a table that are no comments. */
  static Stream<String> rows(String resource) {
    return Language.resource(resource)
        .lines()
        .filter(line -> !line.isBlank() && !line.startsWith("#"));
  }

  private static Attack attack(String line) {
    String[] words = line.split(" +", 0);
    int last = words.length - 1;
    return new Attack(
        words[0],
        words[1].equals("refused"),
        words[2].equals("bait"),
        words[last - 1],
        words[last]);
  }

  /** Those that succeed outside of a sandbox. */
  Catalogue baited() {
    return new Catalogue(attacks.stream().filter(Attack::bait).toList());
  }

  List<String> names() {
    return attacks.stream().map(Attack::name).toList();
  }

  /** As a hostile function wants it told: a name, an operation and its object in each line. */
  String told(Map<String, String> names) {
    return attacks.stream()
        .map(each -> each.name() + " " + each.operation() + " " + fill(each.target(), names))
        .collect(Collectors.joining("\n"));
  }

  private static String fill(String target, Map<String, String> names) {
    return NAME.matcher(target)
        .replaceAll(
            match -> {
              String value = names.get(match.group(1));
              if (value == null) {
                throw new AssertionError("nobody knows " + match.group());
              }
              return Matcher.quoteReplacement(value);
            });
  }
}

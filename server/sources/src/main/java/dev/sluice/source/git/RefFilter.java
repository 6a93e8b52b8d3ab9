package dev.sluice.source.git;

import dev.sluice.spi.source.Settings;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Which refs are watched. Hosts have others than branches and tags, of every proposed change. */
final class RefFilter {
  private static final List<String> USUAL = List.of("refs/heads/*", "refs/tags/*");

  private final List<Pattern> patterns;

  RefFilter(Settings settings) {
    List<String> said = settings.texts("refs");
    patterns = (said.isEmpty() ? USUAL : said).stream().map(RefFilter::pattern).toList();
  }

  private static Pattern pattern(String glob) {
    return Pattern.compile(
        Pattern.compile("\\*")
            .splitAsStream(glob + " ")
            .map(Pattern::quote)
            .collect(Collectors.joining(".*")));
  }

  boolean wants(String ref) {
    // Names have no spaces: the one at the end keeps a star there from being left out.
    return patterns.stream().anyMatch(pattern -> pattern.matcher(ref + " ").matches());
  }
}

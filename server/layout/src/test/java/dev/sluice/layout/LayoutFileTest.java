package dev.sluice.layout;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class LayoutFileTest {
  private static final LayoutFile FILE =
      new LayoutFile(
          Direction.RIGHT,
          Map.of("/do/a", new Point(10, 20), "/do/l/do/s", new Point(3, 4)),
          Set.of("/do/l"));

  @Test
  void shouldReadWhatItWrites() {
    assertThat(LayoutFile.read(FILE.write())).isEqualTo(FILE);
    assertThat(LayoutFile.read(LayoutFile.EMPTY.write())).isEqualTo(LayoutFile.EMPTY);
    assertThat(LayoutFile.nameFor("order.flow.yaml")).isEqualTo("order.flow.yaml.layout.json");
  }

  @Test
  void shouldReadWhatIsBrokenAsNothing() {
    for (String text : List.of("", "[", "3", "{\"places\": [1]}", "{\"places\": {\"/do/a\": 1}}")) {
      assertThat(LayoutFile.read(text)).isEqualTo(LayoutFile.EMPTY);
    }
  }

  @Test
  void shouldFollowRenamesAndDropWhatIsGone() {
    LayoutFile renamed = FILE.renamed("/do/l", "/do/loop");
    assertThat(renamed.places()).containsOnlyKeys("/do/a", "/do/loop/do/s");
    assertThat(renamed.closed()).containsOnly("/do/loop");
    assertThat(renamed.keeping(List.of("/do/a")).places()).containsOnlyKeys("/do/a");
    assertThat(renamed.keeping(List.of("/do/a")).closed()).isEmpty();
    assertThat(FILE.withoutPlacesIn("/do/l/do").places()).containsOnlyKeys("/do/a");
  }
}

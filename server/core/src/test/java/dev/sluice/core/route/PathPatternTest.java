package dev.sluice.core.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which paths a pattern matches, and which pattern is meant. */
class PathPatternTest {
  @ParameterizedTest
  @CsvSource({
    "/,                 /,              ''",
    "/orders,           /orders,        ''",
    "/orders/{id},      /orders/7,      id=7",
    "/orders/{id},      /orders/a%2Fb,  id=a/b",
    "/orders/{id},      /orders/gr%C3%B6%C3%9Fe, id=größe",
    "/orders/{id},      /orders/a+b,    id=a+b",
    "/o/{a}/x/{b},      /o/1/x/2,       'a=1, b=2'",
    "/files/{path*},    /files/a/b/c,   path=a/b/c",
    "/files/{path*},    /files/a%20b/c, path=a b/c",
    "/caf%C3%A9,        /caf%c3%a9,     ''"
  })
  void shouldMatch(String pattern, String path, String parameters) {
    assertThat(PathPattern.parse(pattern).match(path)).hasToString("{" + parameters + "}");
  }

  @ParameterizedTest
  @CsvSource({
    "/,              /x",
    "/orders,        /",
    "/orders,        /orders/",
    "/orders,        /orders/7",
    "/orders,        /Orders",
    "/orders/{id},   /orders",
    "/orders/{id},   /orders/",
    "/orders/{id},   /orders/7/8",
    "/files/{path*}, /files"
  })
  void shouldNotMatch(String pattern, String path) {
    assertThat(PathPattern.parse(pattern).match(path)).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "orders",
        "/a//b",
        "/a/",
        "/{id",
        "/{}",
        "/{1}",
        "/{a}{b}",
        "/x{a}",
        "/{a*}/b",
        "/{a}/{a}",
        "/a b",
        "/a?b",
        "/a#b",
        "/{a-b}"
      })
  void shouldRefuseWhatIsNoPattern(String pattern) {
    assertThatThrownBy(() -> PathPattern.parse(pattern))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void shouldMeanTheMostParticularOne() {
    List<PathPattern> wanted =
        List.of("/a/b/c", "/a/b", "/a/b/{x}", "/a/{x}/c", "/a/{x}", "/a/{x*}", "/{x}/b", "/{x*}")
            .stream()
            .map(PathPattern::parse)
            .toList();
    long seed = System.nanoTime();
    List<PathPattern> mixed = new ArrayList<>(wanted);
    Collections.shuffle(mixed, new Random(seed));

    for (String path :
        List.of("/a/b/c", "/a/b", "/a/b/z", "/a/z/c", "/a/z", "/a/z/z", "/z/b", "/z")) {
      PathPattern first =
          wanted.stream().filter(one -> one.match(path) != null).findFirst().orElseThrow();
      PathPattern found =
          mixed.stream().filter(one -> one.match(path) != null).sorted().findFirst().orElseThrow();
      assertThat(found).as("seed %d, %s", seed, path).isEqualTo(first);
    }
  }

  @Test
  void shouldTellPatternsThatMeanTheSamePaths() {
    PathPattern one = PathPattern.parse("/orders/{id}");

    assertThat(one.means(PathPattern.parse("/orders/{name}"))).isTrue();
    assertThat(one.means(PathPattern.parse("/orders/{name*}"))).isFalse();
    assertThat(one.means(PathPattern.parse("/orders/7"))).isFalse();
    assertThat(one.means(PathPattern.parse("/goods/{id}"))).isFalse();
    assertThat(one.match("/orders/7")).isEqualTo(Map.of("id", "7"));
  }
}

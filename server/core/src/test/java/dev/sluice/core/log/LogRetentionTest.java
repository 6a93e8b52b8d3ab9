package dev.sluice.core.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.invocation.LogQuery;
import dev.sluice.core.log.LogRetention.Limits;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LogRetentionTest {
  private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");

  private final List<String> asked = new ArrayList<>();
  private final LogRetention retention =
      new LogRetention(
          new Store(),
          new Index(),
          new Limits(Duration.ofDays(7), 1_000),
          new Own(),
          Clock.fixed(NOW, ZoneOffset.UTC));

  @Test
  void shouldGiveEachFunctionItsOwnAge() {
    int gone = retention.removeOld();

    assertThat(gone).isEqualTo(3);
    assertThat(asked)
        .containsExactly(
            "a/audit before 2025-03-01T00:00:00Z",
            "a/plain before 2026-02-22T00:00:00Z",
            "index a/plain up to 9");
  }

  @Test
  void shouldTrimOnlyNamespacesThatKeepTooMuch() {
    int gone = retention.removeExcess();

    assertThat(gone).isEqualTo(10);
    assertThat(asked)
        .containsExactlyInAnyOrder(
            "much to 1000",
            "index much/null up to 99",
            "modest to 10",
            "index modest/null up to 99");
  }

  private static final class Own implements LogRetention.OwnLimits {
    @Override
    public @Nullable Duration age(String namespace, String function) {
      return function.equals("audit") ? Duration.ofDays(365) : null;
    }

    @Override
    public @Nullable Long bytes(String namespace) {
      return namespace.equals("modest") ? 10L : null;
    }
  }

  private final class Store implements LogRemoval {
    @Override
    public List<Owner> owners() {
      return List.of(new Owner("a", "audit"), new Owner("a", "plain"));
    }

    @Override
    public Removed removeOlder(Owner owner, Instant before) {
      asked.add(owner.namespace() + "/" + owner.function() + " before " + before);
      return owner.function().equals("plain") ? new Removed(3, 9) : new Removed(0, 0);
    }

    @Override
    public Map<String, Long> bytes() {
      return Map.of("little", 1_000L, "much", 1_001L, "modest", 11L);
    }

    @Override
    public Removed removeOldest(String namespace, long mostBytes) {
      asked.add(namespace + " to " + mostBytes);
      return new Removed(5, 99);
    }
  }

  private final class Index implements LogIndex {
    @Override
    public void storedUpTo(long id) {
      throw new AssertionError("nothing is stored here");
    }

    @Override
    public void removed(String namespace, @Nullable String function, long upTo) {
      asked.add("index " + namespace + "/" + function + " up to " + upTo);
    }

    @Override
    public Optional<Candidates> search(LogQuery query) {
      throw new AssertionError("nobody searches here");
    }
  }
}

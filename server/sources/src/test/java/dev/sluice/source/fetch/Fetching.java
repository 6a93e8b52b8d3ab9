package dev.sluice.source.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sluice.source.CodeFetcher;
import dev.sluice.spi.code.CodePlace;
import dev.sluice.spi.code.RemoteCode;
import dev.sluice.spi.code.RemoteCodeException;
import dev.sluice.spi.code.RemoteCodeException.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Fetches into a folder, and remembers what came. Not thread-safe. */
public final class Fetching implements RemoteCode.Taker {
  /** Small enough to be gone beyond. */
  public static final FetchLimits LIMITS =
      new FetchLimits(Duration.ofSeconds(5), 200_000, 300_000, 20);

  private final Path folder;
  private final CodeFetcher fetcher;

  /** Texts by paths, marked where they can be executed or are links; null for nothing. */
  public @Nullable Map<String, String> files;

  /** The archive; null for nothing. */
  public byte @Nullable [] archive;

  public Fetching(Path folder) {
    this.folder = folder.resolve("fetches");
    this.fetcher = new CodeFetcher(this.folder, LIMITS);
  }

  public String fetch(CodePlace place, @Nullable String known) throws Exception {
    files = null;
    archive = null;
    try {
      return fetcher.fetch(place, known, this);
    } finally {
      try (Stream<Path> left = Files.list(folder)) {
        assertThat(left).isEmpty();
      }
    }
  }

  /** What is said when nothing can be fetched for this reason. */
  public String refusal(Reason reason, CodePlace place) {
    RemoteCodeException refusal =
        catchThrowableOfType(RemoteCodeException.class, () -> fetch(place, null));
    assertThat(refusal).as("a refusal").isNotNull();
    assertThat(refusal.reason()).as(refusal.getMessage()).isEqualTo(reason);
    assertThat(files).isNull();
    assertThat(archive).isNull();
    return String.valueOf(refusal.getMessage());
  }

  @Override
  public void folder(Path tree) {
    Map<String, String> found = new TreeMap<>();
    try (Stream<Path> all = Files.walk(tree)) {
      for (Path path : all.toList()) {
        String name = tree.relativize(path).toString();
        if (Files.isSymbolicLink(path)) {
          found.put(name, "-> " + Files.readSymbolicLink(path));
        } else if (Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
          found.put(name + (Files.isExecutable(path) ? "*" : ""), Files.readString(path));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    files = found;
  }

  @Override
  public void archive(InputStream zip) {
    try {
      archive = zip.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

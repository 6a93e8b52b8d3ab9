package dev.sluice.source;

import dev.sluice.source.fetch.FetchLimits;
import dev.sluice.source.fetch.Scratch;
import dev.sluice.source.git.GitCode;
import dev.sluice.source.http.WebCode;
import dev.sluice.source.s3.BucketCode;
import dev.sluice.spi.code.CodePlace;
import dev.sluice.spi.code.RemoteCode;
import dev.sluice.spi.code.RemoteCodeException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Brings code from repositories, buckets and the web. Thread-safe. */
public final class CodeFetcher implements RemoteCode {
  private final Path folder;
  private final GitCode git;
  private final WebCode web;
  private final BucketCode buckets;

  /**
   * Keeps what it fetches in a folder that is its own, and empties that of what a server left which
   * was killed.
   */
  public CodeFetcher(Path folder, FetchLimits limits) {
    this.folder = folder;
    this.git = new GitCode(limits);
    this.web = new WebCode(limits);
    this.buckets = new BucketCode(limits);
    try {
      Scratch.delete(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String fetch(CodePlace place, @Nullable String known, Taker taker)
      throws RemoteCodeException, InterruptedException {
    try (Scratch scratch = Scratch.in(folder)) {
      if (place instanceof CodePlace.Git repository) {
        return git.fetch(repository, known, scratch, taker);
      }
      if (place instanceof CodePlace.Web address) {
        return web.fetch(address, known, scratch, taker);
      }
      return buckets.fetch((CodePlace.Bucket) place, known, scratch, taker);
    } catch (IOException e) {
      throw new UncheckedIOException("code could not be written to the disk, or read from it", e);
    }
  }
}

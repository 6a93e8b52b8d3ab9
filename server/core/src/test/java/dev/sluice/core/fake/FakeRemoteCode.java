package dev.sluice.core.fake;

import dev.sluice.spi.code.CodePlace;
import dev.sluice.spi.code.RemoteCode;
import dev.sluice.spi.code.RemoteCodeException;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** The port with one revision everywhere, which tests set. Thread-safe. */
public final class FakeRemoteCode implements RemoteCode {
  /** What is there. */
  public volatile String revision = "r1";

  /** What goes wrong; null for nothing. */
  public volatile @Nullable RemoteCodeException failure;

  /** Runs within each fetch. */
  public volatile Runnable meanwhile = () -> {};

  /** What was asked for. */
  public final List<CodePlace> asked = new CopyOnWriteArrayList<>();

  @Override
  public String fetch(CodePlace place, @Nullable String known, Taker taker)
      throws RemoteCodeException {
    asked.add(place);
    String now = revision;
    meanwhile.run();
    RemoteCodeException wrong = failure;
    if (wrong != null) {
      throw wrong;
    }
    if (now.equals(known)) {
      return now;
    }
    if (place instanceof CodePlace.Git) {
      taker.folder(Path.of("/fetched/" + now));
    } else {
      taker.archive(new ByteArrayInputStream(now.getBytes(StandardCharsets.UTF_8)));
    }
    return now;
  }

  /** Whole seconds, as {@code 5s}. */
  static Duration duration(String text) {
    if (!text.matches("[0-9]+s")) {
      throw new IllegalArgumentException("give it like 5s");
    }
    return Duration.ofSeconds(Long.parseLong(text.substring(0, text.length() - 1)));
  }
}

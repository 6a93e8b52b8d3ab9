package dev.sluice.core.function;

import dev.sluice.api.CodeSource;
import dev.sluice.api.ErrorCode;
import dev.sluice.core.SluiceException;
import dev.sluice.core.code.CodeHome;
import dev.sluice.core.code.CodeStore;
import dev.sluice.core.code.StoredCode;
import dev.sluice.core.secret.SecretService;
import dev.sluice.spi.code.CodePlace;
import dev.sluice.spi.code.RemoteCode;
import dev.sluice.spi.code.RemoteCodeException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Fetches code from where functions say it is, a few at once. Thread-safe. */
public final class CodeFetches {
  private final RemoteCode remote;
  private final SecretService secrets;
  private final CodeHomes homes;
  private final FetchRoom room;

  /**
   * Fetches by these.
   *
   * @param durations reads lengths of time; throws {@link IllegalArgumentException} with what would
   *     be right
   * @param concurrent fetches at once
   * @param patience how long one more waits
   */
  public CodeFetches(
      RemoteCode remote,
      SecretService secrets,
      Function<String, Duration> durations,
      int concurrent,
      Duration patience) {
    this.remote = remote;
    this.secrets = secrets;
    this.homes = new CodeHomes(durations);
    this.room = new FetchRoom(concurrent, patience);
  }

  /**
   * What is there.
   *
   * @param code null where the known revision still is
   */
  record Found(String revision, @Nullable StoredCode code) {}

  /** Where code is said to be; null for code that is handed in. */
  @Nullable CodeHome home(CodeSource source) {
    return homes.read(source);
  }

  /**
   * Fetches code into the store.
   *
   * @param known the revision that is stored already; null for none
   * @throws SluiceException why there is none, or why the store does not take it
   */
  Found fetch(String namespace, CodeHome home, @Nullable String known, CodeStore store) {
    if (home instanceof CodeHome.Layout layout) {
      StoredCode image = store.putImageAt(layout.path());
      String revision = String.valueOf(image.origin().image());
      return new Found(revision, revision.equals(known) ? null : image);
    }
    CodePlace place = CodePlaces.of(namespace, home, secrets);
    try {
      return room.run(
          () -> {
            Taken taken = new Taken(store, kind(home));
            String revision = remote.fetch(place, known, taken);
            return new Found(revision, taken.code);
          });
    } catch (RemoteCodeException e) {
      throw refusal(e);
    }
  }

  private static StoredCode.Kind kind(CodeHome home) {
    return home instanceof CodeHome.Git ? StoredCode.Kind.GIT : StoredCode.Kind.OBJECT;
  }

  /** Puts what comes into the store. Confined to the thread of the fetch. */
  private static final class Taken implements RemoteCode.Taker {
    private final CodeStore store;
    private final StoredCode.Kind kind;
    private @Nullable StoredCode code;

    Taken(CodeStore store, StoredCode.Kind kind) {
      this.store = store;
      this.kind = kind;
    }

    @Override
    public void folder(Path folder) {
      code = store.putTree(kind, folder);
    }

    @Override
    public void archive(InputStream archive) {
      StoredCode put = store.putArchive(archive);
      code = put.kind() == StoredCode.Kind.IMAGE ? put : put.as(kind);
    }
  }

  private static SluiceException refusal(RemoteCodeException e) {
    String detail = String.valueOf(e.getMessage());
    return switch (e.reason()) {
      case UNREACHABLE ->
          new SluiceException(
              ErrorCode.CODE_UNREACHABLE,
              detail,
              "Check the address, and that this server may reach it.",
              e);
      case DENIED ->
          new SluiceException(
              ErrorCode.CODE_ACCESS_DENIED,
              detail,
              "Set the secret anew with 'sluice secret set', and name it where the code is named.",
              e);
      case ABSENT -> new SluiceException(ErrorCode.CODE_NOT_FOUND, detail, "Check its name.", e);
      case NO_REF ->
          new SluiceException(
              ErrorCode.CODE_REF_NOT_FOUND, detail, "Push it, or name another ref.", e);
      case NO_FOLDER ->
          new SluiceException(
              ErrorCode.CODE_FOLDER_NOT_FOUND,
              detail,
              "Give the path from the repository's root, without a first slash.",
              e);
      case UNUSABLE ->
          new SluiceException(
              ErrorCode.CODE_UNUSABLE, detail, "Hand the code in as a zip archive instead.", e);
      case CHECKSUM ->
          new SluiceException(
              ErrorCode.CODE_CHECKSUM_DIFFERS,
              detail,
              "If that is the right one, say so in object.checksum.",
              e);
      case TOO_LARGE ->
          new SluiceException(
              ErrorCode.ARCHIVE_TOO_LARGE, detail, "Keep there only what the function needs.", e);
      case TIMED_OUT ->
          new SluiceException(ErrorCode.CODE_FETCH_TIMED_OUT, detail, "Try again later.", e);
    };
  }
}

package dev.sluice.core.function;

import dev.sluice.api.CodeSource;
import dev.sluice.api.ErrorCode;
import dev.sluice.core.SluiceException;
import dev.sluice.core.build.BuildService;
import dev.sluice.core.code.CodeHome;
import dev.sluice.core.code.CodeOrigin;
import dev.sluice.core.code.CodeOrigin.BuildWish;
import dev.sluice.core.code.CodeOrigin.Fetched;
import dev.sluice.core.code.CodeStore;
import dev.sluice.core.code.StoredCode;
import dev.sluice.spi.sandbox.RuntimeDescriptor;
import java.io.ByteArrayInputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Takes code in for one change of one function: stores what is handed in and has it built. A change
 * that is made again, because somebody was faster, builds nothing twice. Not thread-safe.
 */
final class CodeIntake {
  private static final int MAX_INLINE_CHARS = 4 << 20;
  private static final int MAX_COMMAND_CHARS = 16 << 10;

  /** The revision of code that was not fetched before. */
  private static final String NOTHING = "";

  private final String namespace;
  private final String function;
  private final CodeStore store;
  private final BuildService builds;
  private final CodeFetches fetches;
  private final Map<Asked, StoredCode> built = new HashMap<>();
  private final Map<Fetched, CodeFetches.Found> found = new HashMap<>();

  CodeIntake(
      String namespace,
      String function,
      CodeStore store,
      BuildService builds,
      CodeFetches fetches) {
    this.namespace = namespace;
    this.function = function;
    this.store = store;
    this.builds = builds;
    this.fetches = fetches;
  }

  private record Asked(String runtime, StoredCode.Kind kind, String source, BuildWish build) {}

  String namespace() {
    return namespace;
  }

  String function() {
    return function;
  }

  /**
   * Takes what a caller hands in.
   *
   * @param before the code until now: what was said of building it holds on, unless it is said anew
   */
  StoredCode take(
      RuntimeDescriptor runtime, String handler, CodeSource source, @Nullable StoredCode before) {
    BuildWish wish =
        source.build() == null
            ? before == null ? BuildWish.AUTOMATIC : before.origin().build()
            : wish(source.build());
    requireOne(source);
    if (source.image() != null) {
      requireImages(runtime);
      requireNoBuild(source.build());
    }
    CodeHome home = fetches.home(source);
    if (home == null) {
      return takeStored(runtime, put(runtime, handler, source), wish);
    }
    return Objects.requireNonNull(fetch(runtime, new Fetched(home, NOTHING), wish));
  }

  /**
   * Fetches code again that was fetched before.
   *
   * @return the same object where the same revision is still there
   */
  StoredCode refresh(RuntimeDescriptor runtime, StoredCode code) {
    Fetched before = code.origin().fetched();
    if (before == null) {
      throw new SluiceException(
          ErrorCode.NO_CODE_SOURCE,
          "The code of '" + function + "' was handed in, and is not fetched from anywhere.",
          "Say where it is with code.git or code.object, or hand it in again.");
    }
    StoredCode fetched = fetch(runtime, before, code.origin().build());
    return fetched == null ? code : fetched;
  }

  /** Null where the revision is still there. What was fetched is not fetched twice. */
  private @Nullable StoredCode fetch(RuntimeDescriptor runtime, Fetched before, BuildWish wish) {
    String known = before.revision().equals(NOTHING) ? null : before.revision();
    CodeFetches.Found is =
        found.computeIfAbsent(before, each -> fetches.fetch(namespace, each.home(), known, store));
    StoredCode code = is.code();
    if (code == null) {
      return null;
    }
    StoredCode taken = takeStored(runtime, code, wish);
    return taken.with(taken.origin().from(new Fetched(before.home(), is.revision())));
  }

  /** Takes what is in the store as it was handed in. */
  StoredCode takeStored(RuntimeDescriptor runtime, StoredCode source, BuildWish wish) {
    if (source.kind() == StoredCode.Kind.IMAGE) {
      requireImages(runtime);
      return source;
    }
    if (wish.skip()) {
      return source.with(new CodeOrigin(null, wish));
    }
    return built.computeIfAbsent(
        new Asked(runtime.name(), source.kind(), source.digest(), wish),
        asked -> {
          StoredCode made =
              builds.build(namespace, function, runtime.name(), source, wish.command());
          String before = made.digest().equals(source.digest()) ? null : source.digest();
          return made.with(new CodeOrigin(before, wish));
        });
  }

  /** Inline code lives in the file that the handler names: it moves with the handler. */
  StoredCode keep(RuntimeDescriptor runtime, String handler, StoredCode code) {
    if (code.kind() == StoredCode.Kind.IMAGE) {
      requireImages(runtime);
    }
    if (code.kind() != StoredCode.Kind.INLINE) {
      return code;
    }
    String text = store.inlineText(code.sourceDigest());
    StoredCode moved = store.putInline(runtime.inlineFile(handler, text), text);
    return moved.digest().equals(code.sourceDigest())
        ? code
        : takeStored(runtime, moved, code.origin().build());
  }

  private static void requireImages(RuntimeDescriptor runtime) {
    String why = runtime.whyNoImages();
    if (why != null) {
      throw new SluiceException(
          ErrorCode.IMAGE_UNSUPPORTED,
          why,
          "Give the runtime 'provided', on a server that isolates functions by bubblewrap.");
    }
  }

  private static void requireNoBuild(CodeSource.@Nullable Build build) {
    if (build != null && build.command() != null) {
      throw new SluiceException(
          ErrorCode.INVALID_REQUEST,
          "An image is run as it is, and not built.",
          "Leave build.command out, and build before the image is made.");
    }
  }

  private static BuildWish wish(CodeSource.Build build) {
    boolean skip = build.skip() != null && build.skip();
    String command = build.command();
    if (command != null
        && (skip
            || command.isBlank()
            || command.length() > MAX_COMMAND_CHARS
            || command.indexOf('\0') >= 0)) {
      throw new SluiceException(
          ErrorCode.INVALID_REQUEST,
          "What is said of the build is not valid.",
          "Give build.command with at most "
              + MAX_COMMAND_CHARS
              + " characters, or build.skip, or neither for what the code's files ask for.");
    }
    return new BuildWish(skip, command);
  }

  private static void requireOne(CodeSource source) {
    long given =
        Stream.of(source.inline(), source.zip(), source.git(), source.object(), source.image())
            .filter(Objects::nonNull)
            .count();
    if (given != 1) {
      throw new SluiceException(
          ErrorCode.MISSING_CODE,
          "The code needs exactly one source.",
          "Give one of inline, zip, git, object and image.");
    }
  }

  private StoredCode put(RuntimeDescriptor runtime, String handler, CodeSource source) {
    String text = source.inline();
    byte[] archive = source.zip();
    CodeSource.Image image = source.image();
    if (image != null && image.tar() != null) {
      return store.putImage(new ByteArrayInputStream(image.tar()));
    }
    if (archive != null) {
      return store.putZip(new ByteArrayInputStream(archive));
    }
    if (text == null || text.isBlank()) {
      throw new SluiceException(
          ErrorCode.MISSING_CODE, "The inline code is empty.", "Give the source text.");
    }
    if (text.length() > MAX_INLINE_CHARS) {
      throw new SluiceException(
          ErrorCode.ARCHIVE_TOO_LARGE,
          "The inline code has more than " + MAX_INLINE_CHARS + " characters.",
          "Put large code into a zip archive.");
    }
    return store.putInline(runtime.inlineFile(handler, text), text);
  }
}

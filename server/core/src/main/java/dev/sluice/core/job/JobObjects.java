package dev.sluice.core.job;

import dev.sluice.api.CodeSource;
import dev.sluice.api.ErrorCode;
import dev.sluice.core.SluiceException;
import dev.sluice.core.access.Caller;
import dev.sluice.core.access.NetworkPolicy;
import dev.sluice.core.access.Scope;
import dev.sluice.core.code.CodeHome;
import dev.sluice.core.function.CodeHomes;
import dev.sluice.core.function.CodePlaces;
import dev.sluice.core.function.FetchRoom;
import dev.sluice.core.secret.SecretService;
import dev.sluice.spi.code.CodePlace;
import dev.sluice.spi.code.RemoteCode;
import dev.sluice.spi.code.RemoteCodeException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Fetches the input of jobs from buckets and the web, a few at once. Thread-safe. */
public final class JobObjects {
  private final RemoteCode remote;
  private final CodeHomes homes;
  private final SecretService secrets;
  private final NetworkPolicy network;
  private final FetchRoom room;

  /** Fetches by these. */
  public JobObjects(
      RemoteCode remote,
      CodeHomes homes,
      SecretService secrets,
      NetworkPolicy network,
      FetchRoom room) {
    this.remote = remote;
    this.homes = homes;
    this.secrets = secrets;
    this.network = network;
    this.room = room;
  }

  /** Makes items of an object as it is read, so that it is never in memory whole. */
  @FunctionalInterface
  public interface Splitter {
    /** Reads all of it. */
    JobInput split(InputStream object) throws IOException;
  }

  /**
   * The items of an object as it is now.
   *
   * @param caller who may manage: a secret goes where the object is said to be
   * @param splitter may throw {@link SluiceException}
   * @throws SluiceException {@code JOB_INPUT_UNAVAILABLE} with the reason, {@code FORBIDDEN},
   *     {@code NETWORK_NOT_ALLOWED}, {@code INVALID_CODE_SOURCE} or {@code SECRET_NOT_FOUND}
   */
  public JobInput fetch(Caller caller, CodeSource.StoredObject object, Splitter splitter) {
    caller.require(Scope.MANAGE);
    network.requireFetch(caller, "Hand the items in.");
    CodeHome home = homes.read(object);
    if (home.poll() != null) {
      throw JobPlans.invalid("The object of a job is fetched once.", "Leave poll out.");
    }
    CodePlace place = CodePlaces.of(caller.namespace(), home, secrets);
    Taken taken = new Taken(splitter);
    try {
      String unused = room.run(() -> remote.fetch(place, null, taken));
    } catch (RemoteCodeException e) {
      throw new SluiceException(
          ErrorCode.JOB_INPUT_UNAVAILABLE, String.valueOf(e.getMessage()), hint(e), e);
    }
    return Objects.requireNonNull(taken.input, "a fetch hands out the object");
  }

  private static String hint(RemoteCodeException e) {
    return switch (e.reason()) {
      case UNREACHABLE -> "Check the address, and that this server may reach it.";
      case DENIED -> "Set the secret anew with 'sluice secret set', and name it in object.secret.";
      case CHECKSUM -> "If that is the right one, say so in object.checksum.";
      case TOO_LARGE -> "Split it, and start a job for each part.";
      case TIMED_OUT -> "Try again later.";
      case ABSENT, NO_REF, NO_FOLDER, UNUSABLE -> "Check its name.";
    };
  }

  /** Splits what comes. Confined to the thread of the fetch. */
  private static final class Taken implements RemoteCode.Taker {
    private final Splitter splitter;
    private @Nullable JobInput input;

    Taken(Splitter splitter) {
      this.splitter = splitter;
    }

    @Override
    public void folder(Path folder) {
      throw new IllegalStateException("an object is no folder");
    }

    @Override
    public void archive(InputStream object) {
      try {
        input = splitter.split(object);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}

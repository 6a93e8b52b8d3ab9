package dev.sluice.core.function;

import dev.sluice.api.ErrorCode;
import dev.sluice.core.Backoff;
import dev.sluice.core.SluiceException;
import dev.sluice.core.Text;
import dev.sluice.core.code.CodeHome;
import dev.sluice.core.code.CodeOrigin.Fetched;
import dev.sluice.core.secret.SecretService;
import dev.sluice.spi.code.PushCheck;
import dev.sluice.spi.code.PushCheck.Push;
import dev.sluice.spi.source.PushSource.Request;
import dev.sluice.spi.source.RefusedRequestException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fetches code again: when a caller says so, when its time has come, and when somebody has pushed.
 * What fails leaves the function as it is, is written down, and is tried again after a pause that
 * grows. Thread-safe.
 */
public final class CodeRefreshes {
  private static final Logger LOG = LoggerFactory.getLogger(CodeRefreshes.class);
  private static final int MOST_AT_ONCE = 8;
  private static final int MOST_DETAIL_CHARS = 2_000;

  /** How often a push is tried for a function that is not polled. */
  private static final int MOST_TRIES = 6;

  private static final Duration FIRST_PAUSE = Duration.ofSeconds(10);

  /** What says nothing of the code, and is tried again soon. */
  private static final Set<ErrorCode> PASSING =
      Set.of(
          ErrorCode.CAPACITY_EXCEEDED,
          ErrorCode.SANDBOX_UNAVAILABLE,
          ErrorCode.STORAGE_UNAVAILABLE);

  /** What is not written down: the next server looks at once, or nobody ever. */
  private static final Set<ErrorCode> UNSAID =
      Set.of(ErrorCode.SHUTTING_DOWN, ErrorCode.FUNCTION_NOT_FOUND);

  private final FunctionService functions;
  private final CodeCheckStore checks;
  private final PushCheck pushes;
  private final SecretService secrets;
  private final Executor threads;
  private final Clock clock;
  private final DoubleSupplier chance;
  private final Set<String> running = ConcurrentHashMap.newKeySet();

  /**
   * Works on these.
   *
   * @param threads run what is due; they bound how much at once
   * @param chance even numbers from 0 (inclusive) to 1 (exclusive), from any thread
   */
  public CodeRefreshes(
      FunctionService functions,
      CodeCheckStore checks,
      PushCheck pushes,
      SecretService secrets,
      Executor threads,
      Clock clock,
      DoubleSupplier chance) {
    this.functions = functions;
    this.checks = checks;
    this.pushes = pushes;
    this.secrets = secrets;
    this.threads = threads;
    this.clock = clock;
    this.chance = chance;
  }

  /**
   * What a refresh has done.
   *
   * @param changed whether another revision is there now
   */
  public record Refreshed(FunctionRecord function, String revision, boolean changed) {}

  /** How the last look went; empty for a function whose code was handed in. */
  public Optional<CodeCheck> check(FunctionRecord function) {
    return function.definition().code().origin().fetched() == null
        ? Optional.empty()
        : checks.find(function.id());
  }

  /**
   * Fetches a function's code again.
   *
   * @throws SluiceException as {@link FunctionService#refresh}
   */
  public Refreshed refresh(String namespace, String name) {
    return refresh(functions.get(namespace, name), false);
  }

  /**
   * Fetches again.
   *
   * @param retrying whether a failure is tried again sooner than what is planned anyway
   */
  private Refreshed refresh(FunctionRecord before, boolean retrying) {
    Instant began = clock.instant();
    Fetched old = before.definition().code().origin().fetched();
    try {
      FunctionRecord after = functions.refresh(before.namespace(), before.name());
      Fetched now = after.definition().code().origin().fetched();
      if (now == null) {
        // Somebody handed code in meanwhile, which is what is wanted now.
        return new Refreshed(after, "", true);
      }
      CodeHome.Poll poll = now.home().poll();
      Instant end = clock.instant();
      checks.checked(
          after.id(),
          now.home(),
          new CodeCheck(end, null, null, 0, poll == null ? null : end.plus(poll.every())),
          began);
      return new Refreshed(after, now.revision(), old == null || !now.equals(old));
    } catch (SluiceException e) {
      if (old != null && !UNSAID.contains(e.code())) {
        failed(before, old.home(), e, began, retrying);
      }
      throw e;
    } catch (RuntimeException e) {
      if (old != null) {
        SluiceException said =
            SluiceException.of(ErrorCode.INTERNAL, ErrorCode.INTERNAL.title() + ".");
        failed(before, old.home(), said, began, retrying);
      }
      throw e;
    }
  }

  private void failed(
      FunctionRecord function,
      CodeHome home,
      SluiceException failure,
      Instant began,
      boolean retrying) {
    CodeCheck before = checks.find(function.id()).orElse(null);
    if (before == null) {
      return;
    }
    int failures = PASSING.contains(failure.code()) ? before.failures() : before.failures() + 1;
    CodeHome.Poll poll = home.poll();
    Duration first =
        poll == null || poll.every().compareTo(FIRST_PAUSE) > 0 ? FIRST_PAUSE : poll.every();
    Duration pause = Backoff.after(first, Math.max(1, failures), chance.getAsDouble());
    Instant now = clock.instant();
    Instant next = before.nextAt();
    if (retrying) {
      next = poll == null && failures >= MOST_TRIES ? null : now.plus(pause);
    }
    String detail = Text.shorten(failure.detail(), MOST_DETAIL_CHARS);
    checks.checked(
        function.id(),
        home,
        new CodeCheck(now, failure.code().code(), detail, failures, next),
        began);
  }

  /** Begins what is due, as far as there is room; call it again and again. */
  public void tick() {
    int room = MOST_AT_ONCE - running.size();
    if (room <= 0) {
      return;
    }
    for (FunctionRecord due : checks.due(clock.instant(), MOST_AT_ONCE + running.size())) {
      if (room > 0 && running.add(due.id())) {
        room--;
        begin(due);
      }
    }
  }

  private void begin(FunctionRecord due) {
    try {
      threads.execute(() -> run(due));
    } catch (RejectedExecutionException e) {
      // The server stops; it is due when it starts again.
      running.remove(due.id());
    }
  }

  private void run(FunctionRecord due) {
    try {
      Refreshed done = refresh(due, true);
      if (done.changed()) {
        LOG.info(
            "The code of '{}' in the namespace '{}' is that of {} now.",
            due.name(),
            due.namespace(),
            done.revision());
      }
    } catch (SluiceException e) {
      LOG.info(
          "The code of '{}' in the namespace '{}' was not refreshed: {}.",
          due.name(),
          due.namespace(),
          e.code().code());
    } catch (RuntimeException e) {
      LOG.error(
          "The code of '{}' in the namespace '{}' was not refreshed.",
          due.name(),
          due.namespace(),
          e);
    } finally {
      running.remove(due.id());
    }
  }

  /**
   * Takes what a forge sends. A push to what the function follows makes it due, which is on disk on
   * return.
   *
   * @return whether it is such a push
   * @throws SluiceException {@code FUNCTION_NOT_FOUND} where no pushes are taken, {@code
   *     INVALID_SIGNATURE} or {@code INVALID_REQUEST}
   */
  public boolean push(String namespace, String name, Request request) {
    FunctionRecord function = functions.find(namespace, name).orElseThrow(() -> absent(name));
    Fetched fetched = function.definition().code().origin().fetched();
    if (fetched == null
        || !(fetched.home() instanceof CodeHome.Git git)
        || git.hookSecret() == null) {
      throw absent(name);
    }
    Push push;
    try {
      push = pushes.read(request, secrets.value(namespace, git.hookSecret()));
    } catch (RefusedRequestException e) {
      throw refusal(e);
    }
    if (push == null || !follows(git.ref(), push)) {
      return false;
    }
    checks.ask(function.id(), clock.instant());
    return true;
  }

  private static SluiceException refusal(RefusedRequestException e) {
    String message = String.valueOf(e.getMessage());
    return switch (e.reason()) {
      case UNAUTHENTICATED ->
          new SluiceException(
              ErrorCode.INVALID_SIGNATURE,
              message,
              "Give the forge's web hook the value of the secret that git.hookSecret names.");
      case MALFORMED ->
          new SluiceException(
              ErrorCode.INVALID_REQUEST,
              message,
              "Send pushes as GitHub, GitLab, Gitea and Forgejo do.");
    };
  }

  private static boolean follows(@Nullable String ref, Push push) {
    if (ref == null) {
      String branch = push.defaultBranch();
      return branch == null || push.ref().equals("refs/heads/" + branch);
    }
    return push.ref().equals(ref)
        || push.ref().equals("refs/heads/" + ref)
        || push.ref().equals("refs/tags/" + ref);
  }

  private static SluiceException absent(String name) {
    return new SluiceException(
        ErrorCode.FUNCTION_NOT_FOUND,
        "Nothing is received here for '" + Text.shorten(name, 80) + "'.",
        "The path is /hooks/NAMESPACE/-/functions/FUNCTION, of one with code.git.hookSecret.");
  }
}

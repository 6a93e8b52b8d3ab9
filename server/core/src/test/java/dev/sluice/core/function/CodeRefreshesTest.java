package dev.sluice.core.function;

import static dev.sluice.core.fake.Refused.refuses;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.api.CodeSource;
import dev.sluice.api.ErrorCode;
import dev.sluice.api.FunctionSpec;
import dev.sluice.core.access.Caller;
import dev.sluice.core.access.Scope;
import dev.sluice.core.code.StoredCode;
import dev.sluice.core.fake.MovingClock;
import dev.sluice.core.fake.TestCore;
import dev.sluice.core.function.CodeRefreshes.Refreshed;
import dev.sluice.spi.code.CodePlace;
import dev.sluice.spi.code.PushCheck.Push;
import dev.sluice.spi.code.RemoteCodeException;
import dev.sluice.spi.code.RemoteCodeException.Reason;
import dev.sluice.spi.sandbox.CodeBuilder.How;
import dev.sluice.spi.source.PushSource.Request;
import dev.sluice.spi.source.RefusedRequestException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class CodeRefreshesTest {
  private static final String URL = "https://host/shop.git";
  private static final CodeSource.Build MAKE = new CodeSource.Build("make", null);
  private static final Request REQUEST = new Request("POST", "", null, Map.of(), new byte[0]);

  private final TestCore core = new TestCore();
  private final FunctionService functions = core.functions;
  private final MovingClock clock = new MovingClock();
  private final Deque<Runnable> given = new ArrayDeque<>();
  private Push pushed;
  private RefusedRequestException refused;
  private final CodeRefreshes refreshes =
      new CodeRefreshes(
          functions,
          core.store,
          (request, secret) -> {
            if (refused != null) {
              throw refused;
            }
            assertThat(secret).isEqualTo("value of hook");
            return pushed;
          },
          core.secrets,
          given::add,
          clock,
          () -> 0.5);

  CodeRefreshesTest() {
    // What was made in the past of the tests' clock is due by its own time, and not by the host's.
    assertThat(Clock.systemUTC().instant()).isAfter(clock.instant());
  }

  @AfterEach
  void close() {
    core.close();
  }

  private static FunctionSpec spec(CodeSource source) {
    return TestCore.spec("shop").withCode(source);
  }

  private static CodeSource git(String ref, String secret, String poll, String hook) {
    return CodeSource.ofGit(new CodeSource.Git(URL, ref, "api", null, secret, poll, hook));
  }

  private FunctionRecord created(CodeSource source) {
    FunctionRecord made = functions.create("default", spec(source));
    // The core's own clock is ahead.
    clock.advance(Duration.between(clock.instant(), made.modifiedAt()));
    return made;
  }

  private String revision() {
    return functions.get("default", "shop").definition().code().origin().fetched().revision();
  }

  private CodeCheck check() {
    return refreshes.check(functions.get("default", "shop")).orElseThrow();
  }

  private void run() {
    refreshes.tick();
    while (!given.isEmpty()) {
      given.remove().run();
    }
  }

  private void fail(Reason reason) {
    core.remote.failure = new RemoteCodeException(reason, "It went wrong.");
  }

  @Test
  void shouldFetchCodeOfNewFunctionAndKeepWhereItIsFrom() {
    core.secrets.set("default", "token", "t0p");

    FunctionRecord made = created(git("main", "token", null, null));

    assertThat(core.remote.asked)
        .containsExactly(new CodePlace.Git(URL, "main", "api", "git", "t0p"));
    assertThat(made.definition().code().kind()).isEqualTo(StoredCode.Kind.GIT);
    assertThat(made.definition().code().digest()).isEqualTo("sha256:tree:/fetched/r1");
    assertThat(revision()).isEqualTo("r1");
    assertThat(made.toString()).doesNotContain("t0p");
  }

  @Test
  void shouldFetchArchives() {
    created(
        CodeSource.ofObject(
            new CodeSource.StoredObject(null, "b", "k", null, null, null, null, null, null, null)));

    assertThat(core.remote.asked)
        .containsExactly(new CodePlace.Bucket("b", "k", null, "us-east-1", null, null, null));
    assertThat(functions.get("default", "shop").definition().code().kind())
        .isEqualTo(StoredCode.Kind.OBJECT);
  }

  @Test
  void shouldBuildWhatIsFetched() {
    FunctionRecord made = created(git("main", null, null, null).with(MAKE));

    assertThat(made.definition().code().origin().source()).isEqualTo("sha256:tree:/fetched/r1");
    assertThat(revision()).isEqualTo("r1");
  }

  @Test
  void shouldRefuseUnknownSecret() {
    refuses(
        ErrorCode.SECRET_NOT_FOUND,
        () -> functions.create("default", spec(git("main", "none", null, null))));
    refuses(
        ErrorCode.SECRET_NOT_FOUND,
        () -> functions.create("default", spec(git("main", null, null, "none"))));
  }

  @Test
  void shouldRefuseToDeleteSecretThatCodeIsFetchedBy() {
    core.secrets.set("default", "token", "t0p");
    created(git("main", "token", null, null));

    refuses(ErrorCode.SECRET_IN_USE, () -> core.secrets.delete("default", "token"));
  }

  @ParameterizedTest
  @CsvSource({
    "UNREACHABLE,CODE_UNREACHABLE",
    "DENIED,CODE_ACCESS_DENIED",
    "ABSENT,CODE_NOT_FOUND",
    "NO_REF,CODE_REF_NOT_FOUND",
    "NO_FOLDER,CODE_FOLDER_NOT_FOUND",
    "UNUSABLE,CODE_UNUSABLE",
    "CHECKSUM,CODE_CHECKSUM_DIFFERS",
    "TOO_LARGE,ARCHIVE_TOO_LARGE",
    "TIMED_OUT,CODE_FETCH_TIMED_OUT"
  })
  void shouldMakeNoFunctionOfCodeThatCannotBeFetched(Reason reason, ErrorCode code) {
    fail(reason);

    refuses(code, () -> functions.create("default", spec(git("main", null, null, null))));
    refuses(ErrorCode.FUNCTION_NOT_FOUND, () -> functions.get("default", "shop"));
  }

  @Test
  void shouldSayWhetherRefreshBroughtAnotherRevision() {
    FunctionRecord made = created(git("main", null, null, null));

    Refreshed same = refreshes.refresh("default", "shop");
    assertThat(same.changed()).isFalse();
    assertThat(same.function()).isEqualTo(made);

    core.remote.revision = "r2";
    Refreshed other = refreshes.refresh("default", "shop");

    assertThat(other.changed()).isTrue();
    assertThat(other.revision()).isEqualTo("r2");
    assertThat(other.function().revision()).isEqualTo(made.revision() + 1);
    assertThat(other.function().definition().code().digest()).isEqualTo("sha256:tree:/fetched/r2");
    assertThat(check().error()).isNull();
  }

  @Test
  void shouldKeepRevisionOfPublishedVersion() {
    created(git("main", null, null, null));
    core.versions.publish("default", "shop", null, null);
    core.remote.revision = "r2";
    refreshes.refresh("default", "shop");

    assertThat(
            core.versions
                .get("default", "shop", 1)
                .definition()
                .code()
                .origin()
                .fetched()
                .revision())
        .isEqualTo("r1");
  }

  @Test
  void shouldLeaveFunctionAloneWhereRefreshFails() {
    FunctionRecord made = created(git("main", null, null, null));
    fail(Reason.NO_REF);

    refuses(ErrorCode.CODE_REF_NOT_FOUND, () -> refreshes.refresh("default", "shop"));

    assertThat(functions.get("default", "shop")).isEqualTo(made);
    assertThat(check().error()).isEqualTo("code-ref-not-found");
    assertThat(check().detail()).isEqualTo("It went wrong.");
    assertThat(check().nextAt()).as("nobody but the caller tries again").isNull();
  }

  @Test
  void shouldLeaveFunctionAloneWhereBuildFails() {
    FunctionRecord made = created(git("main", null, null, null).with(MAKE));
    core.remote.revision = "r2";
    core.builder.ends(How.FAILED, "It is broken.");

    refuses(ErrorCode.BUILD_FAILED, () -> refreshes.refresh("default", "shop"));

    assertThat(functions.get("default", "shop")).isEqualTo(made);
    assertThat(check().error()).isEqualTo("build-failed");
  }

  @Test
  void shouldRefuseRefreshOfCodeThatWasHandedIn() {
    created(CodeSource.ofInline("def handler(event, context): return event"));

    refuses(ErrorCode.NO_CODE_SOURCE, () -> refreshes.refresh("default", "shop"));
    refuses(ErrorCode.FUNCTION_NOT_FOUND, () -> refreshes.refresh("default", "nope"));
    assertThat(refreshes.check(functions.get("default", "shop"))).isEmpty();
  }

  @Test
  void shouldForgetWhereCodeWasFromOnceOtherIsHandedIn() {
    created(git("main", null, "5s", null));
    functions.putCode("default", "shop", CodeSource.ofInline("x = 1"), null);
    clock.advance(Duration.ofDays(1));

    run();

    assertThat(core.remote.asked).hasSize(1);
    refuses(ErrorCode.NO_CODE_SOURCE, () -> refreshes.refresh("default", "shop"));
  }

  @Test
  void shouldNotOverwriteNewerCodeByOneThatCameSlowly() {
    created(git("main", null, null, null));
    core.remote.revision = "r2";
    core.remote.meanwhile =
        () -> {
          core.remote.meanwhile = () -> {};
          core.remote.revision = "r3";
          refreshes.refresh("default", "shop");
        };

    refreshes.refresh("default", "shop");

    assertThat(revision()).isEqualTo("r3");
  }

  @Test
  void shouldPollWhenItsTimeHasCome() {
    created(git("main", null, "60s", null));
    core.remote.revision = "r2";
    clock.advance(Duration.ofSeconds(59));
    run();
    assertThat(revision()).isEqualTo("r1");

    clock.advance(Duration.ofSeconds(1));
    run();

    assertThat(revision()).isEqualTo("r2");
    assertThat(check().nextAt()).isEqualTo(clock.instant().plusSeconds(60));
    core.remote.revision = "r3";
    run();
    assertThat(revision()).isEqualTo("r2");
  }

  @Test
  void shouldWaitLongerWithEachFailureAndRecover() {
    created(git("main", null, "5s", null));
    fail(Reason.UNREACHABLE);
    clock.advance(Duration.ofSeconds(5));
    run();
    assertThat(check().failures()).isEqualTo(1);
    assertThat(check().nextAt()).isEqualTo(clock.instant().plusSeconds(5));

    clock.advance(Duration.ofSeconds(5));
    run();
    assertThat(check().failures()).isEqualTo(2);
    assertThat(check().nextAt()).isEqualTo(clock.instant().plusSeconds(10));

    core.remote.failure = null;
    clock.advance(Duration.ofSeconds(10));
    run();
    assertThat(check().failures()).isZero();
    assertThat(check().error()).isNull();
  }

  @Test
  void shouldNotRunOneFunctionTwiceAtOnce() {
    created(git("main", null, "5s", null));
    clock.advance(Duration.ofSeconds(5));

    refreshes.tick();
    refreshes.tick();

    assertThat(given).hasSize(1);
  }

  @Test
  void shouldTryAgainWhatItsThreadsDidNotTake() {
    created(git("main", null, "5s", null));
    clock.advance(Duration.ofSeconds(5));
    boolean[] stopped = {true};
    CodeRefreshes full =
        new CodeRefreshes(
            functions,
            core.store,
            (request, secret) -> null,
            core.secrets,
            work -> {
              if (stopped[0]) {
                throw new RejectedExecutionException();
              }
              given.add(work);
            },
            clock,
            () -> 0.5);
    full.tick();
    stopped[0] = false;

    full.tick();

    assertThat(given).hasSize(1);
  }

  private void follow(String ref) {
    core.secrets.set("default", "hook", "value of hook");
    created(git(ref, null, null, "hook"));
    core.remote.revision = "r2";
    clock.advance(Duration.ofSeconds(1));
  }

  @ParameterizedTest
  @CsvSource({
    "main,refs/heads/main",
    "v1,refs/tags/v1",
    "refs/heads/main,refs/heads/main",
    ",refs/heads/trunk"
  })
  void shouldRefreshAfterPushToWhatItFollows(String ref, String to) {
    follow(ref);
    pushed = new Push(to, "trunk");

    assertThat(refreshes.push("default", "shop", REQUEST)).isTrue();
    run();

    assertThat(revision()).isEqualTo("r2");
    assertThat(check().nextAt()).isNull();
  }

  @ParameterizedTest
  @CsvSource({"main,refs/heads/other", "main,refs/heads/x/main", ",refs/heads/main"})
  void shouldIgnorePushToWhatItDoesNotFollow(String ref, String to) {
    follow(ref);
    pushed = new Push(to, "trunk");

    assertThat(refreshes.push("default", "shop", REQUEST)).isFalse();
    run();

    assertThat(revision()).isEqualTo("r1");
  }

  @Test
  void shouldIgnoreNewsOfSomethingElse() {
    follow("main");

    assertThat(refreshes.push("default", "shop", REQUEST)).isFalse();
  }

  @Test
  void shouldGiveUpOnPushAfterSomeFailures() {
    follow("main");
    pushed = new Push("refs/heads/main", null);
    refreshes.push("default", "shop", REQUEST);
    fail(Reason.UNREACHABLE);
    int tries = 0;
    for (run(); check().nextAt() != null; run()) {
      clock.advance(Duration.between(clock.instant(), check().nextAt()));
      tries++;
      assertThat(tries).isLessThan(20);
    }

    assertThat(check().failures()).isEqualTo(6);
  }

  @ParameterizedTest
  @EnumSource(RefusedRequestException.Reason.class)
  void shouldRefusePushThatIsNotProven(RefusedRequestException.Reason reason) {
    follow("main");
    refused = new RefusedRequestException(reason, "No.");

    refuses(
        reason == RefusedRequestException.Reason.UNAUTHENTICATED
            ? ErrorCode.INVALID_SIGNATURE
            : ErrorCode.INVALID_REQUEST,
        () -> refreshes.push("default", "shop", REQUEST));
    run();

    assertThat(revision()).isEqualTo("r1");
  }

  @Test
  void shouldTakeNoPushesWhereNoneAreWanted() {
    created(git("main", null, null, null));
    pushed = new Push("refs/heads/main", null);

    refuses(ErrorCode.FUNCTION_NOT_FOUND, () -> refreshes.push("default", "shop", REQUEST));
    refuses(ErrorCode.FUNCTION_NOT_FOUND, () -> refreshes.push("default", "nope", REQUEST));
    refuses(ErrorCode.FUNCTION_NOT_FOUND, () -> refreshes.push("other", "shop", REQUEST));
  }

  @Test
  void shouldLetOnlyThoseFetchWhoMayUseTheHostsNetwork() {
    CodeSource source = git("main", null, null, null);
    Set<Scope> all = EnumSet.allOf(Scope.class);

    functions.requireFetchAllowed(new Caller("admin", "default", all, true), source);
    functions.requireFetchAllowed(new Caller("key", TestCore.OPEN, all, false), source);
    functions.requireFetchAllowed(
        new Caller("key", "default", all, false), CodeSource.ofInline("x"));
    functions.requireFetchAllowed(new Caller("key", "default", all, false), null);
    refuses(
        ErrorCode.NETWORK_NOT_ALLOWED,
        () -> functions.requireFetchAllowed(new Caller("key", "default", all, false), source));
  }
}

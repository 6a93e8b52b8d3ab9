package dev.sluice.store.function;

import static dev.sluice.store.TestData.NOW;
import static dev.sluice.store.TestData.changed;
import static dev.sluice.store.TestData.fresh;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.code.CodeHome;
import dev.sluice.core.code.CodeOrigin.Fetched;
import dev.sluice.core.function.CodeCheck;
import dev.sluice.core.function.CodeCheckStore;
import dev.sluice.core.function.FunctionRecord;
import dev.sluice.core.function.FunctionStore;
import dev.sluice.core.function.VersionRecord;
import dev.sluice.store.DatabaseContract;
import dev.sluice.store.TestData;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every store of checks must do, and that of functions with where their code is from. */
abstract class CodeCheckStoreContract extends DatabaseContract {
  private static final CodeHome.Poll MINUTE = new CodeHome.Poll("60s", Duration.ofMinutes(1));
  private static final CodeHome REPOSITORY =
      new CodeHome.Git(
          "https://host/größe.git", "main", "a/b", "reader", "git_token", MINUTE, "hook_key");
  private static final CodeHome UNWATCHED =
      new CodeHome.Git("https://host/x.git", null, "", null, null, null, null);

  @SuppressWarnings("NullAway.Init") // opened before all
  private FunctionStore functions;

  @SuppressWarnings("NullAway.Init") // opened before all
  private CodeCheckStore store;

  @Override
  protected void useStores() {
    functions = database.functions();
    store = database.codeChecks();
  }

  static List<CodeHome> homes() {
    return List.of(
        REPOSITORY,
        UNWATCHED,
        new CodeHome.Web("https://host/a.zip?x='1'", "me", "web_token", null, MINUTE),
        new CodeHome.Web("https://host/a.zip", null, null, "sha256:" + "a".repeat(64), null),
        new CodeHome.Bucket(
            "b", "k/ä.zip", "https://host:9000", "eu-1", "reader", "s3_key", null, MINUTE),
        new CodeHome.Bucket("b", "k", null, null, null, null, null, null));
  }

  private FunctionRecord inserted(String name, @Nullable CodeHome home) {
    FunctionRecord function = from(TestData.function(namespace, name, Map.of()), home);
    assertThat(functions.insert(function)).isTrue();
    return function;
  }

  private static FunctionRecord from(FunctionRecord function, @Nullable CodeHome home) {
    return TestData.with(function, home == null ? null : new Fetched(home, "0123456789abcdef"));
  }

  private FunctionRecord moved(FunctionRecord function, @Nullable CodeHome home) {
    FunctionRecord next =
        from(
            changed(function, function.definition(), function.labels(), function.lastVersion()),
            home);
    assertThat(functions.update(next)).isTrue();
    return next;
  }

  /** Due ones of this test's namespace. */
  private List<String> due(Instant now) {
    return store.due(now, 1_000).stream()
        .filter(each -> each.namespace().equals(namespace))
        .map(FunctionRecord::name)
        .toList();
  }

  private static CodeCheck succeeded(Instant next) {
    return new CodeCheck(NOW.plusSeconds(60), null, null, 0, next);
  }

  @ParameterizedTest
  @MethodSource("homes")
  void shouldKeepWhereCodeIsFromWithFunctionAndVersion(CodeHome home) {
    FunctionRecord function = inserted("f", home);
    FunctionRecord next = TestData.published(function);
    VersionRecord version = TestData.version(next);
    functions.publish(next, version);

    assertThat(functions.find(namespace, "f")).contains(next);
    assertThat(functions.findVersion(function.id(), 1)).contains(version);
  }

  @Test
  void shouldHaveNoCheckForCodeThatWasHandedIn() {
    FunctionRecord function = inserted("f", null);
    store.ask(function.id(), NOW);

    assertThat(store.find(function.id())).isEmpty();
    assertThat(due(NOW.plusSeconds(1_000))).isEmpty();
  }

  @Test
  void shouldBeDueAfterItsPoll() {
    FunctionRecord function = inserted("f", REPOSITORY);

    assertThat(due(function.modifiedAt().plusSeconds(59))).isEmpty();
    assertThat(due(function.modifiedAt().plusSeconds(60))).containsExactly("f");
  }

  @Test
  void shouldBeDueOnlyOnRequestWithoutPoll() {
    FunctionRecord function = inserted("f", UNWATCHED);
    assertThat(due(NOW.plus(Duration.ofDays(999)))).isEmpty();

    store.ask(function.id(), NOW.plusSeconds(5));

    assertThat(due(NOW.plusSeconds(4))).isEmpty();
    assertThat(due(NOW.plusSeconds(5))).containsExactly("f");
  }

  @Test
  void shouldKeepHowCheckEnded() {
    FunctionRecord function = inserted("f", REPOSITORY);
    CodeCheck failed =
        new CodeCheck(
            NOW.plusSeconds(60), "code-unreachable", "größe '\u0000", 3, NOW.plusSeconds(99));

    store.checked(function.id(), REPOSITORY, failed, NOW);

    assertThat(store.find(function.id()))
        .get()
        .usingRecursiveComparison()
        .ignoringFields("detail")
        .isEqualTo(failed);
    assertThat(due(NOW.plusSeconds(98))).isEmpty();
    assertThat(due(NOW.plusSeconds(99))).containsExactly("f");
  }

  @Test
  void shouldStayDueForWhoAskedDuringCheck() {
    FunctionRecord function = inserted("f", REPOSITORY);
    store.ask(function.id(), NOW.plusSeconds(2));

    store.checked(function.id(), REPOSITORY, succeeded(NOW.plusSeconds(900)), NOW.plusSeconds(1));

    assertThat(due(NOW.plusSeconds(2))).containsExactly("f");

    store.checked(function.id(), REPOSITORY, succeeded(NOW.plusSeconds(900)), NOW.plusSeconds(3));

    assertThat(due(NOW.plusSeconds(899))).isEmpty();
  }

  @Test
  void shouldForgetCheckOfFormerHome() {
    FunctionRecord function = inserted("f", REPOSITORY);
    store.checked(
        function.id(),
        REPOSITORY,
        new CodeCheck(NOW, "code-unreachable", "no", 3, NOW.plusSeconds(3_600)),
        NOW);

    FunctionRecord next = moved(function, UNWATCHED);
    store.checked(function.id(), REPOSITORY, succeeded(NOW.plusSeconds(1)), NOW);

    assertThat(store.find(function.id()))
        .contains(new CodeCheck(next.modifiedAt(), null, null, 0, null));

    moved(next, null);

    assertThat(store.find(function.id())).isEmpty();
  }

  @Test
  void shouldKeepCheckOverOtherChanges() {
    FunctionRecord function = inserted("f", REPOSITORY);
    CodeCheck failed = new CodeCheck(NOW, "code-unreachable", "no", 3, NOW.plusSeconds(77));
    store.checked(function.id(), REPOSITORY, failed, NOW);

    moved(function, REPOSITORY);

    assertThat(store.find(function.id())).contains(failed);
  }

  @Test
  void shouldGiveLongestDueFirstAndNotMoreThanAsked() {
    store.ask(inserted("b", UNWATCHED).id(), NOW.plusSeconds(2));
    store.ask(inserted("a", UNWATCHED).id(), NOW.plusSeconds(3));
    store.ask(inserted("c", UNWATCHED).id(), NOW.plusSeconds(1));

    assertThat(due(NOW.plusSeconds(3))).containsExactly("c", "b", "a");
    assertThat(store.due(NOW.plusSeconds(3), 1)).hasSize(1);
  }

  @Test
  void shouldGoWithFunction() {
    FunctionRecord function = inserted("f", REPOSITORY);

    assertThat(functions.delete(function.id(), function.revision())).isTrue();

    assertThat(store.find(function.id())).isEmpty();
    assertThat(due(NOW.plus(Duration.ofDays(1)))).isEmpty();
  }

  @Test
  void shouldTellWhichSecretsCodeIsFetchedBy() {
    FunctionRecord function = inserted("f", REPOSITORY);

    assertThat(functions.usesSecret(namespace, "git_token")).isTrue();
    assertThat(functions.usesSecret(namespace, "hook_key")).isTrue();
    assertThat(functions.usesSecret(namespace, "git")).isFalse();
    assertThat(functions.usesSecret(namespace, "reader")).isFalse();
    assertThat(functions.usesSecret(fresh("other"), "git_token")).isFalse();

    FunctionRecord next = TestData.published(function);
    functions.publish(next, TestData.version(next));
    moved(next, null);

    assertThat(functions.usesSecret(namespace, "git_token")).isTrue();
  }
}

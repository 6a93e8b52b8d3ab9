package dev.sluice.core.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.api.ErrorCode;
import dev.sluice.api.KeySpec;
import dev.sluice.core.SluiceException;
import dev.sluice.core.fake.MemoryKeyStore;
import dev.sluice.core.fake.MovingClock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class AccessServiceTest {
  private final AtomicInteger count = new AtomicInteger();
  private final MovingClock clock = new MovingClock();
  private final KeyService keys =
      new KeyService(
          new MemoryKeyStore(),
          clock,
          () -> "id" + count.incrementAndGet(),
          () -> "secret_" + count.incrementAndGet());
  private final AccessService access = new AccessService("secret", keys);

  @Test
  void shouldLetTheAdminInAndIntoTheNamespaceItPicks() {
    assertThat(access.authenticate("Bearer secret", null).namespace()).isEqualTo("default");
    assertThat(access.authenticate("bearer secret ", "team").namespace()).isEqualTo("team");
    assertThat(access.authenticate("bearer secret ", "team").admin()).isTrue();
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "",
        "Bearer",
        "Bearer ",
        "Bearer secre",
        "Bearer secret2",
        "Bearer sluice_",
        "Bearer sluice_id1_",
        "Bearer sluice_id1_secret",
        "Basic secret",
        "secret"
      })
  void shouldRefuseEverythingElse(String header) {
    keys.create("team", new KeySpec("ci", null, null));

    assertRefused(() -> access.authenticate(header, null), ErrorCode.UNAUTHENTICATED);
  }

  @Test
  void shouldRefuseBadNamespace() {
    assertRefused(() -> access.authenticate("Bearer secret", "../x"), ErrorCode.INVALID_NAME);
  }

  @Test
  void shouldLetKeyIntoItsOwnNamespaceOnly() {
    String header = "Bearer " + keys.create("team", new KeySpec("ci", null, null)).token();

    Caller caller = access.authenticate(header, null);

    assertThat(caller.namespace()).isEqualTo("team");
    assertThat(caller.admin()).isFalse();
    assertThat(access.authenticate(header, "team")).isEqualTo(caller);
    assertRefused(() -> access.authenticate(header, "other"), ErrorCode.FORBIDDEN);
    assertRefused(caller::requireAdmin, ErrorCode.FORBIDDEN);
  }

  @Test
  void shouldHoldKeyToItsScopes() {
    KeySpec spec = new KeySpec("app", List.of("invoke"), null);
    Caller caller = access.authenticate("Bearer " + keys.create("team", spec).token(), null);

    caller.require(Scope.INVOKE);

    assertRefused(() -> caller.require(Scope.READ), ErrorCode.FORBIDDEN);
    assertRefused(() -> caller.require(Scope.MANAGE), ErrorCode.FORBIDDEN);
  }

  @Test
  void shouldRefuseKeyOnceItIsDeleted() {
    String header = "Bearer " + keys.create("team", new KeySpec("ci", null, null)).token();
    access.authenticate(header, null);

    keys.delete("team", "ci");

    assertRefused(() -> access.authenticate(header, null), ErrorCode.UNAUTHENTICATED);
  }

  @Test
  void shouldRefuseKeyOnceItsTimeIsOver() {
    KeySpec spec = new KeySpec("ci", null, clock.instant().plusSeconds(60));
    String header = "Bearer " + keys.create("team", spec).token();
    clock.advance(Duration.ofSeconds(59));
    access.authenticate(header, null);

    clock.advance(Duration.ofSeconds(1));

    assertRefused(() -> access.authenticate(header, null), ErrorCode.UNAUTHENTICATED);
  }

  @Test
  void shouldKeepNothingThatLetsIn() {
    KeyService.Made made = keys.create("team", new KeySpec("ci", null, null));

    assertThat(made.key().toString()).doesNotContain(made.token()).doesNotContain("secret_");
  }

  @Test
  void shouldRefuseBadKeys() {
    keys.create("team", new KeySpec("ci", null, null));

    assertRefused(() -> keys.create("team", new KeySpec("ci", null, null)), ErrorCode.KEY_EXISTS);
    assertRefused(
        () -> keys.create("team", new KeySpec("x", List.of("root"), null)),
        ErrorCode.INVALID_REQUEST);
    assertRefused(
        () -> keys.create("team", new KeySpec("x", null, clock.instant())),
        ErrorCode.INVALID_REQUEST);
    assertRefused(
        () -> keys.create("team", new KeySpec("a b", null, null)), ErrorCode.INVALID_NAME);
    assertRefused(() -> keys.delete("other", "ci"), ErrorCode.KEY_NOT_FOUND);
  }

  private static void assertRefused(ThrowingCallable call, ErrorCode code) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            SluiceException.class, refused -> assertThat(refused.code()).isEqualTo(code));
  }
}

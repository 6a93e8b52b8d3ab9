package dev.sluice.core.access;

import static dev.sluice.core.fake.Refused.refuses;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.api.ErrorCode;
import dev.sluice.api.KeySpec;
import dev.sluice.core.fake.MemoryKeyStore;
import dev.sluice.core.fake.MovingClock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
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

    refuses(ErrorCode.UNAUTHENTICATED, () -> access.authenticate(header, null));
  }

  @Test
  void shouldRefuseBadNamespace() {
    refuses(ErrorCode.INVALID_NAME, () -> access.authenticate("Bearer secret", "../x"));
  }

  @Test
  void shouldLetKeyIntoItsOwnNamespaceOnly() {
    String header = "Bearer " + keys.create("team", new KeySpec("ci", null, null)).token();

    Caller caller = access.authenticate(header, null);

    assertThat(caller.namespace()).isEqualTo("team");
    assertThat(caller.admin()).isFalse();
    assertThat(access.authenticate(header, "team")).isEqualTo(caller);
    refuses(ErrorCode.FORBIDDEN, () -> access.authenticate(header, "other"));
    refuses(ErrorCode.FORBIDDEN, caller::requireAdmin);
  }

  @Test
  void shouldHoldKeyToItsScopes() {
    KeySpec spec = new KeySpec("app", List.of("invoke"), null);
    Caller caller = access.authenticate("Bearer " + keys.create("team", spec).token(), null);

    caller.require(Scope.INVOKE);

    refuses(ErrorCode.FORBIDDEN, () -> caller.require(Scope.READ));
    refuses(ErrorCode.FORBIDDEN, () -> caller.require(Scope.MANAGE));
  }

  @Test
  void shouldRefuseKeyOnceItIsDeleted() {
    String header = "Bearer " + keys.create("team", new KeySpec("ci", null, null)).token();
    access.authenticate(header, null);

    keys.delete("team", "ci");

    refuses(ErrorCode.UNAUTHENTICATED, () -> access.authenticate(header, null));
  }

  @Test
  void shouldRefuseKeyOnceItsTimeIsOver() {
    KeySpec spec = new KeySpec("ci", null, clock.instant().plusSeconds(60));
    String header = "Bearer " + keys.create("team", spec).token();
    clock.advance(Duration.ofSeconds(59));
    access.authenticate(header, null);

    clock.advance(Duration.ofSeconds(1));

    refuses(ErrorCode.UNAUTHENTICATED, () -> access.authenticate(header, null));
  }

  @Test
  void shouldKeepNothingThatLetsIn() {
    KeyService.Made made = keys.create("team", new KeySpec("ci", null, null));

    assertThat(made.key().toString()).doesNotContain(made.token()).doesNotContain("secret_");
  }

  @Test
  void shouldRefuseBadKeys() {
    keys.create("team", new KeySpec("ci", null, null));

    refuses(ErrorCode.KEY_EXISTS, () -> keys.create("team", new KeySpec("ci", null, null)));
    refuses(
        ErrorCode.INVALID_REQUEST,
        () -> keys.create("team", new KeySpec("x", List.of("root"), null)));
    refuses(
        ErrorCode.INVALID_REQUEST,
        () -> keys.create("team", new KeySpec("x", null, clock.instant())));
    refuses(ErrorCode.INVALID_NAME, () -> keys.create("team", new KeySpec("a b", null, null)));
    refuses(ErrorCode.KEY_NOT_FOUND, () -> keys.delete("other", "ci"));
  }
}

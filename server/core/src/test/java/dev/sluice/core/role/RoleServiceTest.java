package dev.sluice.core.role;

import static dev.sluice.core.fake.Refused.refuses;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.api.ErrorCode;
import dev.sluice.api.RoleSpec;
import dev.sluice.core.SluiceException;
import dev.sluice.core.fake.MemoryRoleStore;
import dev.sluice.core.role.Role.Deed;
import java.time.Clock;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RoleServiceTest {
  private final MemoryRoleStore store = new MemoryRoleStore();
  private final RoleService roles = new RoleService(store, Clock.systemUTC());

  private static RoleSpec invoking(@Nullable String... patterns) {
    return new RoleSpec(null, Arrays.asList(patterns), null, null, null, null);
  }

  private boolean may(@Nullable String role, Deed deed) {
    try {
      roles.require("n", role, "f", deed);
      return true;
    } catch (SluiceException e) {
      assertThat(e.code()).isEqualTo(ErrorCode.ROLE_DENIES);
      assertThat(e.detail()).contains("'f'", "'" + deed.what() + "'");
      return false;
    }
  }

  private boolean mayInvoke(String function) {
    return may("r", new Deed(Deed.Kind.INVOKE, function));
  }

  @ParameterizedTest
  @CsvSource({
    "resize, resize, true",
    "resize, resize2, false",
    "re*, resize, true",
    "*size, resize, true",
    "r*s*e, resize, true",
    "r*z*s, resize, false",
    "*, anything, true",
    "**, anything, true",
    "a*a, a, false",
    "resize, Resize, false",
    "re.ize, resize, false"
  })
  void shouldTakeAStarForAnyCharacters(String pattern, String function, boolean allowed) {
    roles.set("n", "r", invoking("other", pattern), null);
    assertThat(mayInvoke(function)).isEqualTo(allowed);
  }

  @Test
  void shouldDenyAllWithoutARoleAndAllThatARoleDoesNotSay() {
    roles.set("n", "r", new RoleSpec(null, List.of("*"), null, List.of("a.*"), null, null), null);
    assertThat(may(null, new Deed(Deed.Kind.INVOKE, "g"))).isFalse();
    assertThat(may("r", new Deed(Deed.Kind.SECRET, "s"))).isFalse();
    assertThat(may("r", new Deed(Deed.Kind.EMIT, "a.b"))).isTrue();
    assertThat(may("r", new Deed(Deed.Kind.EMIT, "b.a"))).isFalse();
    assertThat(may("gone", new Deed(Deed.Kind.INVOKE, "g"))).isFalse();
  }

  @Test
  void shouldAllowBindingsByNameOrKind() {
    RoleSpec spec = new RoleSpec(null, null, null, null, List.of("orders", "kind:state"), null);
    roles.set("n", "r", spec, null);
    assertThat(may("r", new Deed(Deed.Kind.BINDING, "orders", "sql"))).isTrue();
    assertThat(may("r", new Deed(Deed.Kind.BINDING, "cart", "state"))).isTrue();
    assertThat(may("r", new Deed(Deed.Kind.BINDING, "cart", "sql"))).isFalse();
  }

  @Test
  void shouldHoldAChangeForTheNextQuestion() {
    roles.set("n", "r", invoking("a"), null);
    assertThat(mayInvoke("b")).isFalse();
    roles.set("n", "r", invoking("b"), 1L);
    assertThat(mayInvoke("b")).isTrue();
    assertThat(mayInvoke("a")).isFalse();
    refuses(ErrorCode.PRECONDITION_FAILED, () -> roles.set("n", "r", invoking("c"), 1L));
    roles.delete("n", "r");
    assertThat(mayInvoke("b")).isFalse();
  }

  @Test
  void shouldKeepARoleThatIsUsedAndSayByWhom() {
    roles.set("n", "r", invoking("a"), null);
    store.users = List.of("f", "f:2");
    try {
      roles.delete("n", "r");
      throw new AssertionError("was deleted");
    } catch (SluiceException e) {
      assertThat(e.code()).isEqualTo(ErrorCode.ROLE_IN_USE);
      assertThat(e.detail()).contains("f, f:2");
    }
    refuses(ErrorCode.ROLE_NOT_FOUND, () -> roles.delete("n", "none"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a\nb", "a\u0000"})
  void shouldRefuseWhatIsNoPattern(String pattern) {
    refuses(ErrorCode.INVALID_ROLE, () -> roles.set("n", "r", invoking(pattern), null));
  }

  @Test
  void shouldRefuseTooManyAndTooLongPatterns() {
    String[] many = Collections.nCopies(101, "a").toArray(String[]::new);
    refuses(ErrorCode.INVALID_ROLE, () -> roles.set("n", "r", invoking(many), null));
    refuses(ErrorCode.INVALID_ROLE, () -> roles.set("n", "r", invoking("x".repeat(257)), null));
    refuses(ErrorCode.INVALID_ROLE, () -> roles.set("n", "r", invoking((String) null), null));
    refuses(ErrorCode.INVALID_NAME, () -> roles.set("n", "a/b", invoking("x"), null));
  }
}

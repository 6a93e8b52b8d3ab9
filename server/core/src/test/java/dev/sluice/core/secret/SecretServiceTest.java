package dev.sluice.core.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.api.ErrorCode;
import dev.sluice.api.FunctionSpec;
import dev.sluice.api.ValueSource;
import dev.sluice.core.SluiceException;
import dev.sluice.core.fake.TestCore;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SecretServiceTest {
  private static final byte[] OLD = key(1);
  private static final byte[] NEW = key(2);

  private final TestCore core = new TestCore();

  @AfterEach
  void close() {
    core.close();
  }

  private static byte[] key(int of) {
    byte[] key = new byte[Seal.KEY_BYTES];
    Arrays.fill(key, (byte) of);
    return key;
  }

  private SecretService with(byte[]... keys) {
    return new SecretService(
        core.sealed,
        new Seal(List.of(keys), new SecureRandom()),
        core.store::usesSecret,
        Clock.systemUTC());
  }

  @Test
  void shouldGiveBackWhatWasSealedAndStoreNothingOfIt() {
    SecretService secrets = with(OLD);

    SecretRecord set = secrets.set("team", "db", "größe-password");

    assertThat(secrets.value("team", "db")).isEqualTo("größe-password");
    assertThat(new String(set.sealed().bytes(), StandardCharsets.ISO_8859_1))
        .doesNotContain("password");
    assertThat(set.toString()).doesNotContain("password");
  }

  @Test
  void shouldSealTheSameValueDifferentlyEachTime() {
    SecretService secrets = with(OLD);
    Seal.Sealed first = secrets.set("team", "db", "same").sealed();

    SecretRecord second = secrets.set("team", "db", "same");

    assertThat(second.revision()).isEqualTo(2);
    assertThat(second.sealed()).isNotEqualTo(first);
  }

  @Test
  void shouldNotOpenWhatWasMovedOrChanged() {
    SecretService secrets = with(OLD);
    SecretRecord mine = secrets.set("team", "db", "value");
    core.sealed.put(
        new SecretRecord("other", "db", mine.sealed(), mine.createdAt(), mine.modifiedAt(), 1));
    byte[] bytes = mine.sealed().bytes();
    bytes[bytes.length - 1] ^= 1;
    core.sealed.put(
        new SecretRecord(
            "team",
            "changed",
            new Seal.Sealed(mine.sealed().keyId(), bytes),
            mine.createdAt(),
            mine.modifiedAt(),
            1));

    assertThatThrownBy(() -> secrets.value("other", "db"))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> secrets.value("team", "changed"))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void shouldSealAnewWithTheFirstKeyAndThenNotNeedTheOld() {
    with(OLD).set("team", "db", "value");
    with(OLD).set("other", "db", "another");

    assertThat(with(NEW, OLD).reseal()).isEqualTo(2);

    SecretService later = with(NEW);
    assertThat(later.reseal()).isZero();
    assertThat(later.value("team", "db")).isEqualTo("value");
    assertThat(later.value("other", "db")).isEqualTo("another");
    assertThat(later.get("team", "db").revision()).isEqualTo(1);
  }

  @Test
  void shouldSayWhenTheKeyIsMissing() {
    with(OLD).set("team", "db", "value");

    assertThatThrownBy(() -> with(NEW).reseal()).hasMessageContaining("'db'");
  }

  @Test
  void shouldRefuseWhatIsNoSecret() {
    SecretService secrets = with(OLD);

    assertRefused(() -> secrets.set("team", "a b", "value"), ErrorCode.INVALID_NAME);
    assertRefused(() -> secrets.set("team", "db", null), ErrorCode.INVALID_REQUEST);
    assertRefused(() -> secrets.set("team", "db", ""), ErrorCode.INVALID_REQUEST);
    assertRefused(() -> secrets.set("team", "db", "a\0b"), ErrorCode.INVALID_REQUEST);
    assertRefused(
        () -> secrets.set("team", "db", "x".repeat((64 << 10) + 1)), ErrorCode.INVALID_REQUEST);
    assertRefused(() -> secrets.get("team", "db"), ErrorCode.SECRET_NOT_FOUND);
    assertRefused(() -> secrets.delete("team", "db"), ErrorCode.SECRET_NOT_FOUND);
  }

  @Test
  void shouldKeepSecretsThatLatestOrAVersionNames() {
    core.secrets.set("team", "db", "value");
    core.functions.create("team", naming("f", "db"));
    core.versions.publish("team", "f", null, null);
    core.functions.update("team", "f", naming("f", null), null);

    assertRefused(() -> core.secrets.delete("team", "db"), ErrorCode.SECRET_IN_USE);

    core.versions.delete("team", "f", 1);
    core.secrets.delete("team", "db");
    assertThat(core.secrets.list("team")).isEmpty();
  }

  @Test
  void shouldRefuseFunctionsWhoseSecretIsMissingOrWhoseSourceIsNone() {
    assertRefused(
        () -> core.functions.create("team", naming("f", "db")), ErrorCode.SECRET_NOT_FOUND);
    for (ValueSource bad :
        new ValueSource[] {
          new ValueSource(null, null),
          new ValueSource("db", "function"),
          ValueSource.ofPlatform("weather")
        }) {
      assertRefused(
          () ->
              core.functions.create(
                  "team", TestCore.spec("f").withEnvironmentFrom(Map.of("A", bad))),
          ErrorCode.INVALID_REQUEST);
    }
    assertRefused(
        () ->
            core.functions.create(
                "team",
                TestCore.spec("f")
                    .withEnvironmentFrom(Map.of("1A", ValueSource.ofPlatform("function")))),
        ErrorCode.INVALID_REQUEST);
  }

  private static FunctionSpec naming(String function, String secret) {
    return TestCore.spec(function)
        .withEnvironmentFrom(
            secret == null ? Map.of() : Map.of("PASSWORD", ValueSource.ofSecret(secret)));
  }

  private static void assertRefused(ThrowingCallable call, ErrorCode code) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            SluiceException.class, refused -> assertThat(refused.code()).isEqualTo(code));
  }
}

package dev.sluice.core.secret;

import static dev.sluice.core.fake.Refused.refuses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.api.ErrorCode;
import dev.sluice.api.FunctionSpec;
import dev.sluice.api.ValueSource;
import dev.sluice.core.fake.TestCore;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
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

    refuses(ErrorCode.INVALID_NAME, () -> secrets.set("team", "a b", "value"));
    refuses(ErrorCode.INVALID_REQUEST, () -> secrets.set("team", "db", null));
    refuses(ErrorCode.INVALID_REQUEST, () -> secrets.set("team", "db", ""));
    refuses(ErrorCode.INVALID_REQUEST, () -> secrets.set("team", "db", "a\0b"));
    refuses(ErrorCode.INVALID_REQUEST, () -> secrets.set("team", "db", "x".repeat((64 << 10) + 1)));
    refuses(ErrorCode.SECRET_NOT_FOUND, () -> secrets.get("team", "db"));
    refuses(ErrorCode.SECRET_NOT_FOUND, () -> secrets.delete("team", "db"));
  }

  @Test
  void shouldKeepSecretsThatLatestOrAVersionNames() {
    core.secrets.set("team", "db", "value");
    core.functions.create("team", naming("f", "db"));
    core.versions.publish("team", "f", null, null);
    core.functions.update("team", "f", naming("f", null), null);

    refuses(ErrorCode.SECRET_IN_USE, () -> core.secrets.delete("team", "db"));

    core.versions.delete("team", "f", 1);
    core.secrets.delete("team", "db");
    assertThat(core.secrets.list("team")).isEmpty();
  }

  @Test
  void shouldRefuseFunctionsWhoseSecretIsMissingOrWhoseSourceIsNone() {
    refuses(ErrorCode.SECRET_NOT_FOUND, () -> core.functions.create("team", naming("f", "db")));
    for (ValueSource bad :
        new ValueSource[] {
          new ValueSource(null, null),
          new ValueSource("db", "function"),
          ValueSource.ofPlatform("weather")
        }) {
      refuses(
          ErrorCode.INVALID_REQUEST,
          () ->
              core.functions.create(
                  "team", TestCore.spec("f").withEnvironmentFrom(Map.of("A", bad))));
    }
    refuses(
        ErrorCode.INVALID_REQUEST,
        () ->
            core.functions.create(
                "team",
                TestCore.spec("f")
                    .withEnvironmentFrom(Map.of("1A", ValueSource.ofPlatform("function")))));
  }

  private static FunctionSpec naming(String function, String secret) {
    return TestCore.spec(function)
        .withEnvironmentFrom(
            secret == null ? Map.of() : Map.of("PASSWORD", ValueSource.ofSecret(secret)));
  }
}

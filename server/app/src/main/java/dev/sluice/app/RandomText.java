package dev.sluice.app;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.function.Supplier;

/** Makes text that nobody can guess: 32 bytes of chance, of letters, digits, '-' and '_'. */
final class RandomText implements Supplier<String> {
  private static final int BYTES = 32;

  private final SecureRandom random;

  RandomText(SecureRandom random) {
    this.random = random;
  }

  @Override
  public String get() {
    byte[] chance = new byte[BYTES];
    random.nextBytes(chance);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(chance);
  }
}

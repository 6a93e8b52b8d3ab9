package dev.sluice.source.kafka;

import dev.sluice.spi.source.InvalidSettingException;
import dev.sluice.spi.source.Option;
import dev.sluice.spi.source.Settings;
import java.util.List;
import java.util.Map;

/** Who comes, and how what is said is kept secret. */
final class Security {
  private Security() {}

  /** What definitions say of it. */
  static List<Option> options() {
    return List.of(
        Option.text("user", "Who comes, by SASL."),
        Option.secret("password", "The user's password."),
        Option.choice(
                "mechanism",
                "Mechanism of SASL, where there is a user.",
                List.of("PLAIN", "SCRAM-SHA-256", "SCRAM-SHA-512"))
            .or("SCRAM-SHA-512"),
        Option.flag("tls", "Encrypt, with the certificates that the JVM trusts."));
  }

  static void check(Settings settings) throws InvalidSettingException {
    if ((settings.find("user") == null) != (settings.find("password") == null)) {
      throw new InvalidSettingException("password", "it and 'user' need each other");
    }
  }

  /** Puts it into the library's settings. */
  static void put(Settings settings, Map<String, Object> config) {
    String user = settings.find("user");
    boolean tls = settings.flag("tls");
    config.put("security.protocol", (user == null ? "" : "SASL_") + (tls ? "SSL" : "PLAINTEXT"));
    if (user != null) {
      String mechanism = settings.text("mechanism");
      config.put("sasl.mechanism", mechanism);
      config.put(
          "sasl.jaas.config",
          "org.apache.kafka.common.security."
              + (mechanism.equals("PLAIN") ? "plain.Plain" : "scram.Scram")
              + "LoginModule required username="
              + quoted(user)
              + " password="
              + quoted(settings.text("password"))
              + ";");
    }
  }

  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}

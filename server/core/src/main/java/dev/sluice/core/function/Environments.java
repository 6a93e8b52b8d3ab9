package dev.sluice.core.function;

import dev.sluice.api.ErrorCode;
import dev.sluice.api.ValueSource;
import dev.sluice.core.Names;
import dev.sluice.core.SluiceException;
import dev.sluice.core.Text;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The environment in a definition: what is allowed; null asks for none. */
final class Environments {
  private static final int MAX_CHARS = 32 << 10;
  private static final int MAX_FROM = 256;
  private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,255}");

  private Environments() {}

  /** Variables with their values. */
  static Map<String, String> plain(@Nullable Map<String, String> environment) {
    if (environment == null) {
      return Map.of();
    }
    int chars = 0;
    for (Map.Entry<String, String> variable : environment.entrySet()) {
      requireName("environment", variable.getKey());
      Definitions.requireText("environment", variable.getKey(), variable.getValue());
      chars += variable.getKey().length() + variable.getValue().length();
    }
    if (chars > MAX_CHARS) {
      throw invalid(
          "The environment has " + chars + " characters.",
          "It has at most " + MAX_CHARS + " in all.");
    }
    return environment;
  }

  /**
   * Variables whose values come from elsewhere.
   *
   * @param plain those that have a value already
   */
  static Map<String, ValueFrom> from(
      @Nullable Map<String, ValueSource> given, Map<String, String> plain) {
    if (given == null) {
      return Map.of();
    }
    if (given.size() > MAX_FROM) {
      throw invalid(
          "environmentFrom has " + given.size() + " variables.",
          "It has at most " + MAX_FROM + ".");
    }
    Map<String, ValueFrom> from = new HashMap<>();
    given.forEach(
        (variable, source) -> {
          requireName("environmentFrom", variable);
          if (plain.containsKey(variable)) {
            throw invalid(
                "The variable '" + variable + "' has a value in environment too.",
                "Give it in one of environment and environmentFrom.");
          }
          from.put(variable, of(variable, source));
        });
    return from;
  }

  private static ValueFrom of(String variable, @Nullable ValueSource source) {
    String secret = source == null ? null : source.secret();
    String platform = source == null ? null : source.platform();
    if ((secret == null) == (platform == null)) {
      throw invalid(
          "The variable '" + variable + "' in environmentFrom does not have exactly one source.",
          "Give {\"secret\": NAME} or {\"platform\": NAME}.");
    }
    if (secret != null) {
      return new ValueFrom(ValueFrom.Kind.SECRET, Names.require("secret", secret));
    }
    if (PlatformValue.of(String.valueOf(platform)).isEmpty()) {
      throw invalid(
          "The platform has no value '" + Text.shorten(String.valueOf(platform), 80) + "'.",
          "It has " + String.join(", ", PlatformValue.words()) + ".");
    }
    return new ValueFrom(ValueFrom.Kind.PLATFORM, String.valueOf(platform));
  }

  private static void requireName(String field, String variable) {
    if (!VARIABLE.matcher(variable).matches()) {
      throw invalid(
          "'" + Text.shorten(variable, 80) + "' is not a variable's name.",
          "Names in " + field + " have letters, digits and '_', and do not start with a digit.");
    }
  }

  private static SluiceException invalid(String detail, String hint) {
    return new SluiceException(ErrorCode.INVALID_REQUEST, detail, hint);
  }
}

package dev.sluice.source.sql;

import dev.sluice.spi.binding.BindingKind;
import dev.sluice.spi.binding.Direction;
import dev.sluice.spi.binding.Resource;
import dev.sluice.spi.source.InvalidSettingException;
import dev.sluice.spi.source.Option;
import dev.sluice.spi.source.Settings;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Rows of a database. Thread-safe. */
public final class SqlBinding implements BindingKind {
  private static final Pattern EXPRESSION = Pattern.compile("\\{\\s*(event|value)\\b");

  @Override
  public String name() {
    return "sql";
  }

  @Override
  public String summary() {
    return "Reads rows of PostgreSQL or H2 (in), or runs a statement for each row (out).";
  }

  @Override
  public List<Option> options() {
    return List.of(
        Option.text("url", "The database: postgresql://host:5432/name or h2://host:9092/name.")
            .must(),
        Option.text("user", "Who connects.").must(),
        Option.secret("password", "Of the user."),
        Option.flag("tls", "Connects by TLS and checks the certificate; PostgreSQL only."),
        Option.text("statement", "A query (in) or a change (out), with ? for each parameter.")
            .must(),
        Option.texts("parameters", "In their order, like {event.data.id}, {value.name}."),
        Option.integer("max-rows", "An in with more rows fails.", 1, 100_000).or("1000"));
  }

  @Override
  public Set<String> connection() {
    return Set.of("url", "user", "password", "tls");
  }

  @Override
  public Set<String> expressions() {
    return Set.of("parameters");
  }

  @Override
  public boolean connects() {
    return true;
  }

  @Override
  public boolean itemwise() {
    return true;
  }

  @Override
  public void check(Direction direction, Settings settings) throws InvalidSettingException {
    SqlAddress address;
    try {
      address = SqlAddress.parse(settings.text("url"));
    } catch (IllegalArgumentException e) {
      throw new InvalidSettingException("url", String.valueOf(e.getMessage()));
    }
    if (address.h2() && settings.flag("tls")) {
      throw new InvalidSettingException("tls", "it is for PostgreSQL");
    }
    if (EXPRESSION.matcher(settings.text("statement")).find()) {
      throw new InvalidSettingException(
          "statement", "no expression stands in SQL: write ?, and the expression in parameters");
    }
  }

  @Override
  public Resource open(Settings settings) {
    return new SqlResource(settings);
  }
}

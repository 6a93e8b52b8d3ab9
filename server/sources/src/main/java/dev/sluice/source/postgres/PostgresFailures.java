package dev.sluice.source.postgres;

import dev.sluice.source.message.NetworkFailure;
import dev.sluice.spi.source.Settings;
import java.sql.SQLException;

/** What went wrong, in words for people. */
final class PostgresFailures {
  private PostgresFailures() {}

  static NetworkFailure of(Settings settings, Link link, SQLException failure) {
    String server = link.address().toString();
    String state = failure.getSQLState() == null ? "" : failure.getSQLState();
    String message = String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
    return switch (state) {
      case "28P01", "28000" ->
          new NetworkFailure(
              server
                  + " refuses the user '"
                  + settings.text("user")
                  + "' or the password: "
                  + message,
              failure);
      case "3D000" -> new NetworkFailure("There is no database at " + server + ".", failure);
      case "42501" ->
          new NetworkFailure(
              "The user '"
                  + settings.text("user")
                  + "' may not do what is needed: REPLICATION, and to make a publication the"
                  + " ownership of its tables. "
                  + message,
              failure);
      case "55006" ->
          new NetworkFailure(
              "Somebody else reads from the replication slot '"
                  + SlotNames.of(settings).slot()
                  + "'.",
              failure);
      default -> NetworkFailure.of(server, failure);
    };
  }
}

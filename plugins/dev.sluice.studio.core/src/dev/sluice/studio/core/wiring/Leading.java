package dev.sluice.studio.core.wiring;

import dev.sluice.api.AssociationInfo;
import dev.sluice.client.SluiceClient;
import dev.sluice.studio.core.connection.Failure;
import dev.sluice.studio.core.connection.ServerCalls;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Leads events to functions where there is no drawing: with the changes that the drawing makes.
 * Methods return at once and answer on the UI thread.
 */
public final class Leading {
  private final ServerCalls calls;

  /** Over these calls. */
  public Leading(ServerCalls calls) {
    this.calls = calls;
  }

  /**
   * Makes an association for each of these sources with each of these functions.
   *
   * @param done gets the names of those that were made: none where all events go there already
   */
  public void associate(
      List<String> sources,
      List<String> functions,
      Consumer<List<String>> done,
      Consumer<Failure> failed) {
    calls.start(
        "Associating",
        client -> {
          List<String> made = new ArrayList<>();
          for (String source : sources) {
            for (String function : functions) {
              Wiring now =
                  new Wiring(List.of(), client.events().associations(), List.of(), List.of());
              if (!now.leads(source, function)) {
                String name = now.freeName(source + "-" + function);
                Change.create(Specs.fresh(name, source, function)).redo().run(client);
                made.add(name);
              }
            }
          }
          return made;
        },
        done,
        failed);
  }

  /**
   * Makes the same association under another name, in the same state, and deletes the old one. Runs
   * in a job.
   */
  public static void rename(SluiceClient client, AssociationInfo old, String name)
      throws IOException {
    Change.create(Specs.named(Specs.of(old), name), old.state()).redo().run(client);
    Change.delete(old).redo().run(client);
  }

  /** Has an association take the events of these sources too, and lead to these functions too. */
  public void extend(
      AssociationInfo association,
      List<String> sources,
      List<String> functions,
      Consumer<String> done,
      Consumer<Failure> failed) {
    calls.start(
        "Changing " + association.name(),
        client -> {
          AssociationInfo now = client.events().association(association.name());
          var spec = Specs.of(now);
          for (String source : sources) {
            spec = Specs.from(spec, source);
          }
          for (String function : functions) {
            spec = Specs.to(spec, function);
          }
          if (spec.equals(Specs.of(now))) {
            return "Events go there already.";
          }
          Change change = Change.replace(now, spec);
          change.redo().run(client);
          return change.done();
        },
        done,
        failed);
  }
}

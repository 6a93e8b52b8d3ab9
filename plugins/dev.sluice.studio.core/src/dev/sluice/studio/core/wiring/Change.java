package dev.sluice.studio.core.wiring;

import dev.sluice.api.AssociationInfo;
import dev.sluice.api.AssociationSpec;
import dev.sluice.client.SluiceClient;
import java.io.IOException;

/**
 * Something that was done to associations, and how it is taken back.
 *
 * @param done a sentence about it
 * @param undone a sentence about its undoing
 */
record Change(String done, String undone, Step redo, Step undo) {
  /** Calls to the server; run off the UI thread. */
  interface Step {
    void run(SluiceClient client) throws IOException;
  }

  static Change create(AssociationSpec spec) {
    return create(spec, "enabled");
  }

  /** Makes one that is in this state from the start. */
  static Change create(AssociationSpec spec, String state) {
    String name = String.valueOf(spec.name());
    return new Change(
        name + " was created.",
        name + " is gone again.",
        client -> make(client, spec, state),
        client -> client.events().delete(name));
  }

  static Change delete(AssociationInfo info) {
    return new Change(
        info.name() + " was deleted.",
        info.name() + " is back.",
        client -> client.events().delete(info.name()),
        client -> make(client, Specs.of(info), info.state()));
  }

  /** Puts another definition in the place of one. */
  static Change replace(AssociationInfo info, AssociationSpec spec) {
    AssociationSpec before = Specs.of(info);
    return new Change(
        info.name() + " was changed.",
        info.name() + " is as before.",
        client -> put(client, spec, info.revision()),
        client -> put(client, before, client.events().association(info.name()).revision()));
  }

  private static void make(SluiceClient client, AssociationSpec spec, String state)
      throws IOException {
    AssociationInfo made = client.events().create(spec);
    if (state.equals("paused")) {
      client.events().set(made.name(), "pause");
    } else if (state.equals("disabled")) {
      client.events().set(made.name(), "disable");
    }
  }

  private static void put(SluiceClient client, AssociationSpec spec, long revision)
      throws IOException {
    client.events().replace(String.valueOf(spec.name()), spec, revision);
  }

  /** Several at once, undone in the other order. */
  static Change all(java.util.List<Change> changes) {
    if (changes.size() == 1) {
      return changes.get(0);
    }
    return new Change(
        changes.size() + " changes were made.",
        changes.size() + " changes were taken back.",
        client -> {
          for (Change change : changes) {
            change.redo().run(client);
          }
        },
        client -> {
          for (int i = changes.size() - 1; i >= 0; i--) {
            changes.get(i).undo().run(client);
          }
        });
  }
}

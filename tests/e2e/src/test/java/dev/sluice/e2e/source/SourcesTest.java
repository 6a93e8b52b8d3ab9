package dev.sluice.e2e.source;

import dev.sluice.api.AssociationSpec;
import dev.sluice.api.AssociationSpec.Target;
import dev.sluice.api.SourceInfo;
import dev.sluice.api.SourceSpec;
import dev.sluice.client.Connection;
import dev.sluice.e2e.harness.Http;
import dev.sluice.e2e.harness.SharedServerTest;
import dev.sluice.e2e.harness.Sources;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;

/** A test with sources and functions for what they bring, which are gone after it. */
abstract class SourcesTest extends SharedServerTest {
  final Http gateway = new Http(new Connection(server.gateway(), null, null));
  private final List<String> sources = new ArrayList<>();
  private final List<String> associations = new ArrayList<>();

  @AfterEach
  final void deleteSources() throws Exception {
    for (String source : sources) {
      client.sources().delete(source);
    }
    for (String association : associations) {
      client.events().delete(association);
    }
  }

  final SourceInfo source(String name, String kind, Map<String, Object> options) throws Exception {
    SourceInfo made = client.sources().create(new SourceSpec(name, kind, options, null));
    sources.add(name);
    return made;
  }

  /** A function in Python that gets what the source brings. */
  final String functionFor(String source, String code) throws Exception {
    String function = name("gets");
    create(Sources.python(function, code));
    client
        .events()
        .create(
            new AssociationSpec(
                function,
                List.of(source),
                null,
                List.of(new Target(function, null, null)),
                null,
                null,
                null));
    associations.add(function);
    return function;
  }
}

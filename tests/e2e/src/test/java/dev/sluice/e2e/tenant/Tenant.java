package dev.sluice.e2e.tenant;

import dev.sluice.api.KeySpec;
import dev.sluice.client.Connection;
import dev.sluice.client.SluiceClient;
import dev.sluice.e2e.harness.Http;
import java.util.List;

/** One namespace with somebody who has a key to it. */
public record Tenant(String namespace, SluiceClient client, Http http) {

  /** One with a key of these scopes; none for all. */
  public static Tenant of(SluiceClient admin, String namespace, String... scopes) throws Exception {
    Connection own = admin.connection();
    SluiceClient inside = inside(admin, namespace);
    String name = scopes.length == 0 ? "all" : String.join("-", scopes);
    String token = inside.namespaces().createKey(new KeySpec(name, List.of(scopes), null)).token();
    Connection connection = new Connection(own.url(), token, null);
    return new Tenant(namespace, new SluiceClient(connection), new Http(connection));
  }

  /** The operator in a namespace. */
  public static SluiceClient inside(SluiceClient admin, String namespace) {
    Connection own = admin.connection();
    return new SluiceClient(new Connection(own.url(), own.token(), namespace));
  }
}

package dev.sluice.client;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.sluice.api.Page;
import dev.sluice.api.RoleInfo;
import dev.sluice.api.RoleSpec;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What functions may do through their context. Thread-safe. */
public final class RolesClient {
  private static final Duration TIMEOUT = Duration.ofSeconds(60);
  private static final String ROOT = "roles";

  private final Transport transport;

  RolesClient(Transport transport) {
    this.transport = transport;
  }

  /** All roles in order of their names. */
  public List<RoleInfo> list() throws IOException {
    Page<RoleInfo> page = transport.read(bodiless("GET", Paths.of(ROOT)), new TypeReference<>() {});
    return page.items();
  }

  /** The role of this name. */
  public RoleInfo get(String name) throws IOException {
    return transport.read(bodiless("GET", Paths.of(ROOT, name)), RoleInfo.class);
  }

  /**
   * Makes a role, or replaces what it allows.
   *
   * @param revision what it must still be at, or null to overwrite whatever is there
   */
  public RoleInfo set(String name, RoleSpec spec, @Nullable Long revision) throws IOException {
    HttpRequest.Builder request =
        transport
            .request(Paths.of(ROOT, name).toString(), TIMEOUT)
            .header("Content-Type", "application/json")
            .PUT(Transport.json(spec));
    return transport.read(SluiceClient.ifMatch(request, revision).build(), RoleInfo.class);
  }

  /** Deletes one that no function has. */
  public void delete(String name) throws IOException {
    transport.succeed(bodiless("DELETE", Paths.of(ROOT, name)));
  }

  private HttpRequest bodiless(String method, Paths path) {
    return transport
        .request(path.toString(), TIMEOUT)
        .method(method, BodyPublishers.noBody())
        .build();
  }
}

package dev.sluice.client;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.sluice.api.AliasInfo;
import dev.sluice.api.AliasSpec;
import dev.sluice.api.FunctionInfo;
import dev.sluice.api.Page;
import dev.sluice.api.PublishSpec;
import dev.sluice.api.VersionInfo;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The versions and aliases of functions; as {@link SluiceClient}. Thread-safe. */
public final class VersionsClient {
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private final Transport transport;

  VersionsClient(Transport transport) {
    this.transport = transport;
  }

  /**
   * Makes the next version from {@code latest}.
   *
   * @param description what is new, or null
   * @param revision what the function must still be at, or null
   */
  public VersionInfo publish(String function, @Nullable String description, @Nullable Long revision)
      throws IOException {
    HttpRequest.Builder request =
        transport
            .request(Paths.of("functions", function, "versions").toString(), TIMEOUT)
            .header("Content-Type", "application/json")
            .POST(Transport.json(new PublishSpec(description)));
    return transport.read(SluiceClient.ifMatch(request, revision).build(), VersionInfo.class);
  }

  /** One page of versions, newest first. */
  public Page<VersionInfo> list(String function, int limit, @Nullable String cursor)
      throws IOException {
    return transport.read(
        transport
            .request(
                Paths.of("functions", function, "versions")
                    .with("limit", limit)
                    .with("cursor", cursor)
                    .toString(),
                TIMEOUT)
            .GET()
            .build(),
        new TypeReference<>() {});
  }

  public VersionInfo get(String function, int version) throws IOException {
    return transport.read(
        transport.request(versionPath(function, version), TIMEOUT).GET().build(),
        VersionInfo.class);
  }

  public void delete(String function, int version) throws IOException {
    transport.succeed(transport.request(versionPath(function, version), TIMEOUT).DELETE().build());
  }

  /**
   * Makes a version latest again, with its code and all of its definition.
   *
   * @param revision what the function must still be at, or null
   */
  public FunctionInfo fork(String function, int version, @Nullable Long revision)
      throws IOException {
    HttpRequest.Builder request =
        transport
            .request(versionPath(function, version) + "/fork", TIMEOUT)
            .POST(BodyPublishers.noBody());
    return transport.read(SluiceClient.ifMatch(request, revision).build(), FunctionInfo.class);
  }

  /** All aliases in order of their names. */
  public List<AliasInfo> aliases(String function) throws IOException {
    Page<AliasInfo> page =
        transport.read(
            transport
                .request(Paths.of("functions", function, "aliases").toString(), TIMEOUT)
                .GET()
                .build(),
            new TypeReference<>() {});
    return page.items();
  }

  public AliasInfo alias(String function, String alias) throws IOException {
    return transport.read(
        transport.request(aliasPath(function, alias), TIMEOUT).GET().build(), AliasInfo.class);
  }

  /**
   * Makes or replaces an alias.
   *
   * @param revision what the alias must still be at; null for whatever is there
   */
  public AliasInfo setAlias(String function, String alias, AliasSpec spec, @Nullable Long revision)
      throws IOException {
    HttpRequest.Builder request =
        transport
            .request(aliasPath(function, alias), TIMEOUT)
            .header("Content-Type", "application/json")
            .PUT(Transport.json(spec));
    return transport.read(SluiceClient.ifMatch(request, revision).build(), AliasInfo.class);
  }

  public void deleteAlias(String function, String alias, @Nullable Long revision)
      throws IOException {
    HttpRequest.Builder request =
        transport
            .request(aliasPath(function, alias), TIMEOUT)
            .method("DELETE", BodyPublishers.noBody());
    transport.succeed(SluiceClient.ifMatch(request, revision).build());
  }

  private static String versionPath(String function, int version) {
    return Paths.of("functions", function, "versions", Integer.toString(version)).toString();
  }

  private static String aliasPath(String function, String alias) {
    return Paths.of("functions", function, "aliases", alias).toString();
  }
}

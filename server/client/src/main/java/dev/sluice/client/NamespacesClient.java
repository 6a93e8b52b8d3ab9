package dev.sluice.client;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.sluice.api.KeyInfo;
import dev.sluice.api.KeySpec;
import dev.sluice.api.NamespaceInfo;
import dev.sluice.api.NamespaceSpec;
import dev.sluice.api.Page;
import dev.sluice.api.SecretInfo;
import dev.sluice.api.SecretSpec;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Namespaces, and the keys and secrets of the connection's own; as {@link SluiceClient}.
 * Thread-safe.
 */
public final class NamespacesClient {
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private final Transport transport;

  NamespacesClient(Transport transport) {
    this.transport = transport;
  }

  /** All of them for the admin, the own one for a key. */
  public List<NamespaceInfo> list() throws IOException {
    Page<NamespaceInfo> page = transport.read(reading("namespaces"), new TypeReference<>() {});
    return page.items();
  }

  public NamespaceInfo get(String name) throws IOException {
    return transport.read(reading("namespaces", name), NamespaceInfo.class);
  }

  public NamespaceInfo create(NamespaceSpec spec) throws IOException {
    return transport.read(
        json("namespaces").POST(Transport.json(spec)).build(), NamespaceInfo.class);
  }

  /**
   * Replaces description and limits, or makes the namespace.
   *
   * @param revision what it must still be at; null for whatever is there
   */
  public NamespaceInfo replace(String name, NamespaceSpec spec, @Nullable Long revision)
      throws IOException {
    HttpRequest.Builder request = json("namespaces", name).PUT(Transport.json(spec));
    return transport.read(SluiceClient.ifMatch(request, revision).build(), NamespaceInfo.class);
  }

  /** Deletes a namespace without functions, with its keys and secrets. */
  public void delete(String name) throws IOException {
    transport.succeed(request("namespaces", name).DELETE().build());
  }

  /** Access keys, without their tokens. */
  public List<KeyInfo> keys() throws IOException {
    Page<KeyInfo> page = transport.read(reading("keys"), new TypeReference<>() {});
    return page.items();
  }

  /** Makes an access key; only this answer has its token. */
  public KeyInfo createKey(KeySpec spec) throws IOException {
    return transport.read(json("keys").POST(Transport.json(spec)).build(), KeyInfo.class);
  }

  public void deleteKey(String name) throws IOException {
    transport.succeed(request("keys", name).DELETE().build());
  }

  /** Secrets, without their values. */
  public List<SecretInfo> secrets() throws IOException {
    Page<SecretInfo> page = transport.read(reading("secrets"), new TypeReference<>() {});
    return page.items();
  }

  /** Gives a secret its value, or another one. */
  public SecretInfo setSecret(String name, String value) throws IOException {
    return transport.read(
        json("secrets", name).PUT(Transport.json(new SecretSpec(value))).build(), SecretInfo.class);
  }

  public void deleteSecret(String name) throws IOException {
    transport.succeed(request("secrets", name).DELETE().build());
  }

  private HttpRequest reading(String... path) {
    return request(path).GET().build();
  }

  private HttpRequest.Builder json(String... path) {
    return request(path).header("Content-Type", "application/json");
  }

  private HttpRequest.Builder request(String... path) {
    return transport.request(Paths.of(path).toString(), TIMEOUT);
  }
}

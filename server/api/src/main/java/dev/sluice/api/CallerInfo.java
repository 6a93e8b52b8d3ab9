package dev.sluice.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;

/**
 * Whose token a request came with.
 *
 * @param name the key's name, or {@code admin}
 * @param namespace the one that the request acts in
 * @param scopes what it may do there: some of {@code invoke}, {@code manage} and {@code read}
 * @param admin whether it may act in every namespace, and on namespaces
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record CallerInfo(String name, String namespace, List<String> scopes, boolean admin) {

  public CallerInfo {
    scopes = List.copyOf(scopes);
  }

  /** Whether it may do this. */
  public boolean may(String scope) {
    return scopes.contains(scope);
  }
}

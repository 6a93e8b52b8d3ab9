package dev.sluice.studio.core.traffic;

import dev.sluice.api.AliasInfo;
import dev.sluice.api.AliasSpec;
import dev.sluice.client.SluiceClient;
import java.io.IOException;
import java.util.Map;

/** An alias shares out what asks for it by its name. Immutable. */
record AliasSplit(AliasInfo info) implements Split {
  private static final String KEY = "alias:";

  static String key(String alias) {
    return KEY + alias;
  }

  @Override
  public String key() {
    return key(info.name());
  }

  @Override
  public String name() {
    return info.name();
  }

  @Override
  public String label() {
    return "Alias " + info.name();
  }

  @Override
  public Map<String, Double> weights() {
    return info.weights();
  }

  @Override
  public String stopped() {
    return "";
  }

  @Override
  public boolean carries(String qualifier, String trigger) {
    return info.name().equals(qualifier);
  }

  @Override
  public boolean saysTheSameAs(Split other) {
    return other instanceof AliasSplit alias && alias.info.revision() == info.revision();
  }

  @Override
  public Split shift(SluiceClient client, Map<String, Double> weights) throws IOException {
    AliasSpec spec = new AliasSpec(weights, null);
    return new AliasSplit(
        client.versions().setAlias(info.function(), info.name(), spec, info.revision()));
  }
}

package dev.sluice.app.cli;

import picocli.CommandLine.IVersionProvider;

/** The version in the distribution's manifest. */
final class ProductVersion implements IVersionProvider {
  @Override
  public String[] getVersion() {
    String version = ProductVersion.class.getPackage().getImplementationVersion();
    return new String[] {"sluice " + (version == null ? "(built from source)" : version)};
  }
}

package dev.sluice.app;

import dev.sluice.core.IdSource;
import dev.sluice.core.build.BuildService;
import dev.sluice.core.code.CodeStore;
import dev.sluice.core.function.FunctionCatalog;
import dev.sluice.core.function.FunctionService;
import dev.sluice.core.function.Runtimes;
import dev.sluice.core.function.VersionService;
import dev.sluice.core.live.LiveHub;
import dev.sluice.spi.sandbox.SandboxProvider;
import dev.sluice.store.Database;
import java.time.Clock;

/** Functions, their versions and aliases. */
record Functions(FunctionCatalog catalog, FunctionService service, VersionService versions) {

  /** Puts it together. */
  static Functions of(
      Database database,
      CodeStore code,
      SandboxProvider sandbox,
      BuildService builds,
      Tenants tenants,
      LiveHub live,
      Clock clock,
      IdSource ids) {
    FunctionCatalog catalog = new FunctionCatalog(database.functions(), live);
    return new Functions(
        catalog,
        new FunctionService(
            database.functions(),
            code,
            builds,
            new Runtimes(sandbox.runtimes()),
            catalog,
            tenants.network(),
            tenants.quotas(),
            tenants.secrets(),
            clock,
            ids),
        new VersionService(database.functions(), catalog, clock));
  }
}

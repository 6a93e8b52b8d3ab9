package dev.sluice.store;

import static dev.sluice.store.TestData.fresh;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What contracts of stores share: one database for all tests, and a namespace for each. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class DatabaseContract {
  @SuppressWarnings("NullAway.Init") // opened before all
  protected Database database;

  @SuppressWarnings("NullAway.Init") // set before each
  protected String namespace;

  /** Opens the database of the subclass. */
  protected abstract Database open(Path folder);

  @BeforeAll
  void openDatabase(@TempDir Path folder) {
    database = open(folder);
    useStores();
  }

  /** Takes from the open database what the tests need. */
  protected abstract void useStores();

  @AfterAll
  void closeDatabase() {
    database.close();
  }

  @BeforeEach
  void takeNamespace() {
    namespace = fresh("ns");
  }
}

package dev.sluice.core;

/** Makes ids. A parameter, so that tests can know them. Thread-safe. */
@FunctionalInterface
public interface IdSource {

  /** A new id: unique, at most 40 characters of {@code [0-9a-z]}, later ones sort after earlier. */
  String next();
}

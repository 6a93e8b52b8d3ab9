package dev.sluice.flow.validate;

/** What the platform knows of functions that documents call by name. */
public interface Functions {
  /** Whether there is a function of this name. */
  boolean has(String name);

  /** Whether a function that is there has this version or alias. */
  boolean has(String name, String qualifier);
}

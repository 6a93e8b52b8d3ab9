package dev.sluice.studio.core.wiring;

import dev.sluice.api.SourceKindInfo;
import dev.sluice.api.SourceSpec;
import dev.sluice.studio.core.editor.DraftCheck;
import dev.sluice.studio.core.option.OptionsDraft;
import java.util.Optional;

/** A source as it is being typed. Not thread-safe. */
public final class SourceDraft {
  private final SourceKindInfo kind;
  private final OptionsDraft options;
  private String name = "";

  /** A source of this kind of which nothing was said. */
  public SourceDraft(SourceKindInfo kind) {
    this.kind = kind;
    this.options = new OptionsDraft(kind.options());
  }

  /** What it says of what its kind asks for. */
  public OptionsDraft options() {
    return options;
  }

  /** Says its name. */
  public void name(String typed) {
    name = typed.strip();
  }

  /** What is wrong with its name; empty for nothing. */
  public Optional<String> nameProblem() {
    return name.isEmpty()
        ? Optional.of("Give the source a name.")
        : Optional.ofNullable(DraftCheck.name(name));
  }

  /** Whether it can be made, as far as can be told here. */
  public boolean complete() {
    return nameProblem().isEmpty() && options.complete();
  }

  /** Whether what it would be connected to can be tried: it needs no name for that. */
  public boolean testable() {
    return options.complete();
  }

  /** What is sent to have that tried. */
  public SourceSpec trial() {
    return new SourceSpec(nameProblem().isEmpty() ? name : null, kind.name(), options.made(), null);
  }

  /** What is sent; options of which nothing was said are left out. */
  public SourceSpec spec() {
    return new SourceSpec(name, kind.name(), options.made(), null);
  }
}

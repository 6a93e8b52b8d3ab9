package dev.sluice.studio.ui.compare;

import dev.sluice.studio.core.compare.State;
import dev.sluice.studio.ui.code.CodeText;
import dev.sluice.studio.ui.code.Language;
import java.util.List;

/** The code and the definition of a version, to read. */
public final class VersionEditor extends ReadingPart {
  private static final int CODE = 0;

  private CodeText code;
  private CodeText definition;

  @Override
  protected void createPages() {
    code = new CodeText(getContainer(), getSite(), "version.code");
    setPageText(addPage(code.control()), "Code");
    definition = new CodeText(getContainer(), getSite(), "version.definition");
    setPageText(addPage(definition.control()), "Definition");
    code.readOnly();
    definition.readOnly();
    setActivePage(CODE);
    load();
  }

  @Override
  protected void pageChange(int newPageIndex) {
    super.pageChange(newPageIndex);
    code.activate(newPageIndex == CODE);
    definition.activate(newPageIndex != CODE);
  }

  @Override
  public void setFocus() {
    (getActivePage() == CODE ? code : definition).setFocus();
  }

  @Override
  public void loaded(List<State> states) {
    if (!gone()) {
      State state = states.get(0);
      code.show(state.code(), Language.of(state.runtime()));
      definition.show(state.definition(), Language.YAML);
    }
  }
}

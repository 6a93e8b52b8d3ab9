package dev.sluice.studio.ui.compare;

import dev.sluice.studio.core.compare.State;
import java.util.List;

/** The code and the definition of two states of a function, beside one another. */
public final class CompareEditor extends ReadingPart {
  private static final int CODE = 0;
  private static final int DEFINITION = 1;

  private ComparePane code;
  private ComparePane definition;

  @Override
  protected void createPages() {
    code = new ComparePane(getContainer(), "compare.code");
    addPage(code.control());
    definition = new ComparePane(getContainer(), "compare.definition");
    addPage(definition.control());
    setPageText(CODE, "Code");
    setPageText(DEFINITION, "Definition");
    setActivePage(CODE);
    load();
  }

  @Override
  public void setFocus() {
    (getActivePage() == DEFINITION ? definition : code).setFocus();
  }

  @Override
  public void loaded(List<State> states) {
    if (gone()) {
      return;
    }
    State left = states.get(0);
    State right = states.get(1);
    int codes = code.show(left.title(), left.code(), right.title(), right.code());
    int definitions =
        definition.show(left.title(), left.definition(), right.title(), right.definition());
    setPageText(CODE, "Code" + count(codes));
    setPageText(DEFINITION, "Definition" + count(definitions));
    if (codes == 0 && definitions > 0) {
      setActivePage(DEFINITION);
    }
  }

  private static String count(int differences) {
    return differences == 0 ? "" : " (" + differences + ")";
  }
}

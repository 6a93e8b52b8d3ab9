package dev.sluice.studio.ui.project;

import dev.sluice.studio.core.project.ProjectConsole;
import dev.sluice.studio.ui.Icons;
import dev.sluice.studio.ui.Ink;
import dev.sluice.studio.ui.Spoken;
import dev.sluice.studio.ui.StudioIds;
import dev.sluice.studio.ui.StudioServices;
import dev.sluice.studio.ui.graph.MenuAction;
import org.eclipse.jface.action.IAction;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.StyledText;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.ui.part.ViewPart;

/** What deploying and building said. */
public final class ConsoleView extends ViewPart implements ProjectConsole.Listener {
  private ProjectConsole console;
  private StyledText text;
  private boolean following = true;

  @Override
  public void createPartControl(Composite parent) {
    console = StudioServices.session().projects().console();
    GridLayoutFactory.fillDefaults().applyTo(parent);
    text =
        StudioIds.mark(
            new StyledText(parent, SWT.MULTI | SWT.V_SCROLL | SWT.H_SCROLL | SWT.READ_ONLY),
            "console.text");
    text.setFont(JFaceResources.getTextFont());
    text.setMargins(6, 4, 6, 4);
    text.setForeground(Ink.TEXT);
    text.setBackground(Ink.PAPER);
    text.setData(StudioIds.NO_STYLE_SHEET, Boolean.TRUE);
    GridDataFactory.fillDefaults().grab(true, true).applyTo(text);
    Spoken.as(text, "Console");
    text.setText(console.text());
    IAction clear = new MenuAction("Clear", true, console::clear);
    clear.setToolTipText("Clear the Console");
    clear.setImageDescriptor(Icons.descriptor("clear"));
    getViewSite().getActionBars().getToolBarManager().add(clear);
    // What was said while others were in front is at the end, too.
    text.addListener(SWT.Resize, e -> follow());
    console.listen(this);
  }

  @Override
  public void added(String more) {
    if (text.isDisposed()) {
      return;
    }
    if (text.isVisible()) {
      // Whoever has scrolled up reads there.
      following =
          text.getTopIndex() + text.getClientArea().height / text.getLineHeight()
              >= text.getLineCount() - 1;
    }
    text.append(more);
    int over = text.getCharCount() - ProjectConsole.MOST_CHARS;
    if (over > 0) {
      int line = Math.min(text.getLineAtOffset(over) + 1, text.getLineCount() - 1);
      text.replaceTextRange(0, Math.max(over, text.getOffsetAtLine(line)), "");
    }
    follow();
  }

  private void follow() {
    if (following) {
      text.setTopIndex(text.getLineCount() - 1);
    }
  }

  @Override
  public void cleared() {
    if (!text.isDisposed()) {
      text.setText("");
    }
  }

  @Override
  public void setFocus() {
    text.setFocus();
  }

  @Override
  public void dispose() {
    if (console != null) {
      console.forget(this);
    }
    super.dispose();
  }
}

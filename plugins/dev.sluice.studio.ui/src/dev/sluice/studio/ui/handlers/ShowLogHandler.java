package dev.sluice.studio.ui.handlers;

import dev.sluice.api.LogOwner;
import dev.sluice.studio.core.StudioSession;
import dev.sluice.studio.ui.FunctionRef;
import dev.sluice.studio.ui.StudioIds;
import dev.sluice.studio.ui.log.LogView;
import java.util.List;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.IWorkbenchPart;
import org.eclipse.ui.IWorkbenchWindow;

/** Turns the Log view to the function, or to all that are selected in the Navigator. */
public final class ShowLogHandler extends FunctionHandler {
  @Override
  void run(IWorkbenchWindow window, StudioSession session, FunctionRef function) {
    IWorkbenchPage page = window.getActivePage();
    List<String> selected = FunctionRef.allSelected(page.getSelection(StudioIds.NAVIGATOR_VIEW));
    IWorkbenchPart active = page.getActivePart();
    boolean tree = active != null && StudioIds.NAVIGATOR_VIEW.equals(active.getSite().getId());
    List<String> names = tree && selected.size() > 1 ? selected : List.of(function.name());
    LogView.reveal(page, names.stream().map(LogOwner::function).toList());
  }
}

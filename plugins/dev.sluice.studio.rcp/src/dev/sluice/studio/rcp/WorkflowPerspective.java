package dev.sluice.studio.rcp;

import dev.sluice.studio.ui.StudioIds;
import org.eclipse.ui.IFolderLayout;
import org.eclipse.ui.IPageLayout;
import org.eclipse.ui.IPerspectiveFactory;

/** A narrow Navigator, much room to draw, executions below. */
public final class WorkflowPerspective implements IPerspectiveFactory {
  private static final float LEFT_SHARE = 0.18f;
  private static final float EDITOR_SHARE = 0.72f;

  @Override
  public void createInitialLayout(IPageLayout layout) {
    layout.setEditorAreaVisible(true);
    layout.addView(StudioIds.NAVIGATOR_VIEW, IPageLayout.LEFT, LEFT_SHARE, layout.getEditorArea());
    IFolderLayout below =
        layout.createFolder("below", IPageLayout.BOTTOM, EDITOR_SHARE, layout.getEditorArea());
    below.addView(StudioIds.EXECUTIONS_VIEW);
    below.addView(StudioIds.INVOKE_VIEW);
    below.addView(StudioIds.LOG_VIEW);
    below.addPlaceholder(StudioIds.LOCAL_SERVER_VIEW);
    StudioViews.ALL.forEach(layout::addShowViewShortcut);
    StudioViews.PERSPECTIVES.forEach(layout::addPerspectiveShortcut);
  }
}

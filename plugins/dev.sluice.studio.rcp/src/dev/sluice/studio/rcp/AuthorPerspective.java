package dev.sluice.studio.rcp;

import dev.sluice.studio.ui.StudioIds;
import org.eclipse.ui.IFolderLayout;
import org.eclipse.ui.IPageLayout;
import org.eclipse.ui.IPerspectiveFactory;

/** Functions and workflows on the left, their editors in the middle, invoking and the log below. */
public final class AuthorPerspective implements IPerspectiveFactory {
  static final String ID = "dev.sluice.studio.rcp.author";

  private static final float LEFT_SHARE = 0.22f;
  private static final float FUNCTIONS_SHARE = 0.6f;
  private static final float EDITOR_SHARE = 0.64f;

  @Override
  public void createInitialLayout(IPageLayout layout) {
    layout.setEditorAreaVisible(true);
    layout.addView(StudioIds.FUNCTIONS_VIEW, IPageLayout.LEFT, LEFT_SHARE, layout.getEditorArea());
    layout.addView(
        StudioIds.WORKFLOWS_VIEW, IPageLayout.BOTTOM, FUNCTIONS_SHARE, StudioIds.FUNCTIONS_VIEW);
    IFolderLayout below =
        layout.createFolder("below", IPageLayout.BOTTOM, EDITOR_SHARE, layout.getEditorArea());
    below.addView(StudioIds.INVOKE_VIEW);
    below.addView(StudioIds.LOG_VIEW);
    below.addPlaceholder(StudioIds.LOCAL_SERVER_VIEW);
    StudioViews.ALL.forEach(layout::addShowViewShortcut);
    StudioViews.PERSPECTIVES.forEach(layout::addPerspectiveShortcut);
  }
}

package dev.sluice.studio.rcp;

import dev.sluice.studio.ui.StudioIds;
import org.eclipse.ui.IFolderLayout;
import org.eclipse.ui.IPageLayout;
import org.eclipse.ui.IPerspectiveFactory;

/** The Navigator and projects on the left, editors in the middle, invoking and the log below. */
public final class AuthorPerspective implements IPerspectiveFactory {
  static final String ID = "dev.sluice.studio.rcp.author";

  private static final float LEFT_SHARE = 0.22f;
  private static final float EDITOR_SHARE = 0.64f;

  @Override
  public void createInitialLayout(IPageLayout layout) {
    layout.setEditorAreaVisible(true);
    IFolderLayout left =
        layout.createFolder("left", IPageLayout.LEFT, LEFT_SHARE, layout.getEditorArea());
    left.addView(StudioIds.NAVIGATOR_VIEW);
    left.addView(StudioIds.PROJECTS_VIEW);
    IFolderLayout below =
        layout.createFolder("below", IPageLayout.BOTTOM, EDITOR_SHARE, layout.getEditorArea());
    below.addView(StudioIds.INVOKE_VIEW);
    below.addView(StudioIds.LOG_VIEW);
    below.addView(StudioIds.PROBLEMS_VIEW);
    below.addView(StudioIds.CONSOLE_VIEW);
    below.addPlaceholder(StudioIds.LOCAL_SERVER_VIEW);
    StudioViews.ALL.forEach(layout::addShowViewShortcut);
    StudioViews.PERSPECTIVES.forEach(layout::addPerspectiveShortcut);
  }
}

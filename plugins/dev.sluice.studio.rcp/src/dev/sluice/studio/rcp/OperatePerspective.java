package dev.sluice.studio.rcp;

import dev.sluice.studio.ui.StudioIds;
import org.eclipse.ui.IFolderLayout;
import org.eclipse.ui.IPageLayout;
import org.eclipse.ui.IPerspectiveFactory;

/** The Navigator on the left; numbers over time above, and what happens one by one below. */
public final class OperatePerspective implements IPerspectiveFactory {
  private static final float LEFT_SHARE = 0.18f;
  private static final float STATS_SHARE = 0.55f;

  @Override
  public void createInitialLayout(IPageLayout layout) {
    layout.setEditorAreaVisible(false);
    layout.addView(StudioIds.NAVIGATOR_VIEW, IPageLayout.LEFT, LEFT_SHARE, layout.getEditorArea());
    IFolderLayout above =
        layout.createFolder("above", IPageLayout.TOP, STATS_SHARE, layout.getEditorArea());
    above.addView(StudioIds.STATS_VIEW);
    above.addView(StudioIds.TOP_VIEW);
    above.addView(StudioIds.TRAFFIC_VIEW);
    IFolderLayout below =
        layout.createFolder("below", IPageLayout.BOTTOM, 1 - STATS_SHARE, "above");
    below.addView(StudioIds.INVOCATIONS_VIEW);
    below.addView(StudioIds.LOG_VIEW);
    below.addView(StudioIds.EVENTS_VIEW);
    below.addView(StudioIds.DEAD_LETTERS_VIEW);
    below.addView(StudioIds.JOBS_VIEW);
    below.addView(StudioIds.EXECUTIONS_VIEW);
    below.addView(StudioIds.INSTANCES_VIEW);
    below.addView(StudioIds.SERVER_VIEW);
    below.addView(StudioIds.AUDIT_VIEW);
    below.addPlaceholder(StudioIds.LOCAL_SERVER_VIEW);
    StudioViews.ALL.forEach(layout::addShowViewShortcut);
    StudioViews.PERSPECTIVES.forEach(layout::addPerspectiveShortcut);
  }
}

package dev.sluice.studio.rcp;

import dev.sluice.studio.ui.StudioIds;
import java.util.List;

/** What every perspective offers in its menus. */
final class StudioViews {
  static final List<String> ALL =
      List.of(
          StudioIds.NAVIGATOR_VIEW,
          StudioIds.PROJECTS_VIEW,
          StudioIds.PROBLEMS_VIEW,
          StudioIds.CONSOLE_VIEW,
          StudioIds.EXECUTIONS_VIEW,
          StudioIds.INVOKE_VIEW,
          StudioIds.LOG_VIEW,
          StudioIds.STATS_VIEW,
          StudioIds.TOP_VIEW,
          StudioIds.TRAFFIC_VIEW,
          StudioIds.INVOCATIONS_VIEW,
          StudioIds.EVENTS_VIEW,
          StudioIds.DEAD_LETTERS_VIEW,
          StudioIds.JOBS_VIEW,
          StudioIds.INSTANCES_VIEW,
          StudioIds.SERVER_VIEW,
          StudioIds.LOCAL_SERVER_VIEW,
          StudioIds.AUDIT_VIEW);

  static final List<String> PERSPECTIVES =
      List.of(AuthorPerspective.ID, StudioIds.WORKFLOW_PERSPECTIVE, StudioIds.OPERATE_PERSPECTIVE);

  private StudioViews() {}
}

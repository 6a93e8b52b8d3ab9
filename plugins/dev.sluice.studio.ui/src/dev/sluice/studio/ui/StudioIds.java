package dev.sluice.studio.ui;

import org.eclipse.swt.widgets.Widget;

/** Ids of the contributions in plugin.xml, and of widgets for those that look for them. */
public final class StudioIds {
  /** Called after the view of functions that it grew out of: layouts that were saved name it. */
  public static final String NAVIGATOR_VIEW = "dev.sluice.studio.ui.functions";

  public static final String INVOKE_VIEW = "dev.sluice.studio.ui.invoke";
  public static final String LOG_VIEW = "dev.sluice.studio.ui.log";
  public static final String STATS_VIEW = "dev.sluice.studio.ui.stats";
  public static final String TOP_VIEW = "dev.sluice.studio.ui.top";
  public static final String TRAFFIC_VIEW = "dev.sluice.studio.ui.traffic";
  public static final String INVOCATIONS_VIEW = "dev.sluice.studio.ui.invocations";
  public static final String EVENTS_VIEW = "dev.sluice.studio.ui.events";
  public static final String INSTANCES_VIEW = "dev.sluice.studio.ui.instances";
  public static final String SERVER_VIEW = "dev.sluice.studio.ui.server";
  public static final String LOCAL_SERVER_VIEW = "dev.sluice.studio.ui.localServer";
  public static final String AUDIT_VIEW = "dev.sluice.studio.ui.audit";
  public static final String JOBS_VIEW = "dev.sluice.studio.ui.jobs";
  public static final String DEAD_LETTERS_VIEW = "dev.sluice.studio.ui.deadLetters";
  public static final String WIRING_EDITOR = "dev.sluice.studio.ui.wiringEditor";
  public static final String OPEN_ASSOCIATIONS = "dev.sluice.studio.ui.openAssociations";
  public static final String FUNCTION_EDITOR = "dev.sluice.studio.ui.editor";
  public static final String VERSION_EDITOR = "dev.sluice.studio.ui.versionEditor";
  public static final String COMPARE_EDITOR = "dev.sluice.studio.ui.compareEditor";

  public static final String PROJECTS_VIEW = "dev.sluice.studio.ui.projects";
  public static final String PROBLEMS_VIEW = "dev.sluice.studio.ui.problems";
  public static final String CONSOLE_VIEW = "dev.sluice.studio.ui.console";
  public static final String FILE_EDITOR = "dev.sluice.studio.ui.fileEditor";
  public static final String NEW_PROJECT = "dev.sluice.studio.ui.newProject";
  public static final String OPEN_PROJECT = "dev.sluice.studio.ui.openProject";

  public static final String EXECUTIONS_VIEW = "dev.sluice.studio.ui.executions";
  public static final String WORKFLOW_EDITOR = "dev.sluice.studio.ui.workflowEditor";
  public static final String EXECUTION_EDITOR = "dev.sluice.studio.ui.executionEditor";
  public static final String WORKFLOW_COMPARE_EDITOR = "dev.sluice.studio.ui.workflowCompareEditor";
  public static final String OPERATE_PERSPECTIVE = "dev.sluice.studio.rcp.operate";
  public static final String WORKFLOW_PERSPECTIVE = "dev.sluice.studio.rcp.workflow";

  public static final String NEW_WORKFLOW = "dev.sluice.studio.ui.newWorkflow";
  public static final String NEW_FUNCTION = "dev.sluice.studio.ui.newFunction";
  public static final String INVOKE = "dev.sluice.studio.ui.invoke";
  public static final String SHOW_LOG = "dev.sluice.studio.ui.showLog";
  public static final String PUBLISH = "dev.sluice.studio.ui.publish";
  public static final String ENABLE = "dev.sluice.studio.ui.enable";
  public static final String DISABLE = "dev.sluice.studio.ui.disable";
  public static final String DELETE = "dev.sluice.studio.ui.delete";
  public static final String REFRESH = "dev.sluice.studio.ui.refresh";
  public static final String NEW_SOURCE = "dev.sluice.studio.ui.newSource";
  public static final String OPEN_WORKFLOW_FILE = "dev.sluice.studio.ui.openWorkflowFile";
  public static final String HEALTH = "dev.sluice.studio.ui.health";
  public static final String CONNECT = "dev.sluice.studio.ui.connect";
  public static final String LOCAL_SERVER = "dev.sluice.studio.ui.openLocalServer";

  /**
   * The widget data key by which a widget keeps its own colours: the platform's style sheet would
   * repaint it in the colour of its surroundings.
   */
  public static final String NO_STYLE_SHEET = "org.eclipse.e4.ui.css.disabled";

  /** The widget data key under which {@link #mark} keeps a widget's id. */
  public static final String WIDGET_ID = "dev.sluice.studio.id";

  private StudioIds() {}

  /** Gives a widget an id that tests find it by; returns the widget. */
  public static <W extends Widget> W mark(W widget, String id) {
    widget.setData(WIDGET_ID, id);
    return widget;
  }
}

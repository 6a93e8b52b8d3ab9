package dev.sluice.studio.ui;

/** Ids of the contributions in plugin.xml. */
public final class StudioIds {
  public static final String FUNCTIONS_VIEW = "dev.sluice.studio.ui.functions";
  public static final String INVOKE_VIEW = "dev.sluice.studio.ui.invoke";
  public static final String LOG_VIEW = "dev.sluice.studio.ui.log";
  public static final String FUNCTION_EDITOR = "dev.sluice.studio.ui.editor";

  private StudioIds() {}
}

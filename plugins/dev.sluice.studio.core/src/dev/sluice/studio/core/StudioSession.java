package dev.sluice.studio.core;

import dev.sluice.studio.core.connection.ServerAccess;
import dev.sluice.studio.core.connection.ServerSettings;
import dev.sluice.studio.core.editor.DescriptorCatalog;
import dev.sluice.studio.core.functions.FunctionActions;
import dev.sluice.studio.core.functions.FunctionCatalog;
import dev.sluice.studio.core.invoke.PayloadHistory;
import dev.sluice.studio.core.invoke.SavedEventFiles;
import dev.sluice.studio.core.project.Projects;
import dev.sluice.studio.core.template.TemplateCatalog;
import java.util.Map;
import java.util.concurrent.Executor;
import org.eclipse.core.runtime.preferences.IEclipsePreferences;

/**
 * What all views and editors of a running Studio share. Its methods may be called from any thread;
 * the objects they return say for themselves.
 */
public final class StudioSession implements AutoCloseable {
  private final ServerAccess server;
  private final FunctionCatalog catalog;
  private final DescriptorCatalog descriptors;
  private final FunctionActions actions;
  private final PayloadHistory history;
  private final SavedEventFiles savedEvents;
  private final Projects projects;
  private final Executor ui;
  private final TemplateCatalog templates = TemplateCatalog.load();

  /**
   * A session that is not yet connected.
   *
   * @param ui runs what it is given on the UI thread, in order
   * @param preferences where what should survive a restart is kept
   * @param savedEvents what is too large for preferences
   * @param environment of this process
   */
  public StudioSession(
      Executor ui,
      ServerSettings settings,
      IEclipsePreferences preferences,
      SavedEventFiles savedEvents,
      Map<String, String> environment) {
    this.ui = ui;
    this.server = new ServerAccess(settings, ui);
    this.catalog = new FunctionCatalog(server);
    this.descriptors = new DescriptorCatalog(server);
    this.actions = new FunctionActions(server.calls());
    this.history = new PayloadHistory(preferences);
    this.savedEvents = savedEvents;
    this.projects = new Projects(server, catalog, preferences, environment, ui);
  }

  /** Starts connecting. */
  public void start() {
    server.link().reconnect();
  }

  /** The server and the way to it. */
  public ServerAccess server() {
    return server;
  }

  /** The functions of the server. */
  public FunctionCatalog catalog() {
    return catalog;
  }

  /** What the server says of the fields of functions. */
  public DescriptorCatalog descriptors() {
    return descriptors;
  }

  /** What can be done to a function as a whole. */
  public FunctionActions actions() {
    return actions;
  }

  /** Payloads sent before. */
  public PayloadHistory history() {
    return history;
  }

  /** Events that were saved under names. */
  public SavedEventFiles savedEvents() {
    return savedEvents;
  }

  /** The projects of this machine. */
  public Projects projects() {
    return projects;
  }

  /** Runs what it is given on the UI thread, in order. */
  public Executor ui() {
    return ui;
  }

  /** What a new function can start from. */
  public TemplateCatalog templates() {
    return templates;
  }

  /** Ends the connection; nothing is called back after that. */
  @Override
  public void close() {
    server.close();
  }
}

package dev.sluice.studio.ui.project;

import dev.sluice.studio.core.connection.Failure;
import dev.sluice.studio.core.project.Declared;
import dev.sluice.studio.core.project.FileEntry;
import dev.sluice.studio.core.project.Project;
import dev.sluice.studio.core.project.ProjectNode;
import dev.sluice.studio.core.project.ProjectState;
import dev.sluice.studio.core.project.Projects;
import dev.sluice.studio.ui.EmptyPane;
import dev.sluice.studio.ui.FunctionRef;
import dev.sluice.studio.ui.MessageBar;
import dev.sluice.studio.ui.MessageBar.Choice;
import dev.sluice.studio.ui.MessageBar.Tone;
import dev.sluice.studio.ui.Spoken;
import dev.sluice.studio.ui.StudioIds;
import dev.sluice.studio.ui.StudioServices;
import dev.sluice.studio.ui.UiThread;
import dev.sluice.studio.ui.handlers.Commands;
import dev.sluice.studio.ui.handlers.StatusLine;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.jface.action.MenuManager;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.viewers.DelegatingStyledCellLabelProvider;
import org.eclipse.jface.viewers.ITreeContentProvider;
import org.eclipse.jface.viewers.StructuredSelection;
import org.eclipse.jface.viewers.TreeViewer;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.StackLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.part.ViewPart;
import org.jspecify.annotations.Nullable;

/** The projects of this machine: what they declare, how it differs from the server, their files. */
public final class ProjectsView extends ViewPart implements Projects.Listener {
  private static final int TICK_MILLIS = 3000;
  private static final String NEW = "new";

  private Projects projects;
  private MessageBar message;
  private Composite stack;
  private EmptyPane empty;
  private TreeViewer viewer;
  private ProjectMenu actions;
  private List<ProjectNode> roots = List.of();

  /** Those that were opened once: they stay as the user has them. */
  private final Set<Project> seen = new HashSet<>();

  /** What is selected in the view of a page, if it is open. */
  static List<ProjectNode> selected(@Nullable IWorkbenchPage page) {
    return page != null
            && page.findView(StudioIds.PROJECTS_VIEW) instanceof ProjectsView view
            && view.viewer != null
        ? view.selected()
        : List.of();
  }

  @Override
  public void createPartControl(Composite parent) {
    projects = StudioServices.session().projects();
    GridLayoutFactory.fillDefaults().spacing(0, 0).applyTo(parent);
    message = new MessageBar(parent, 1, "projects.message");
    stack = new Composite(parent, SWT.NONE);
    stack.setLayout(new StackLayout());
    GridDataFactory.fillDefaults().grab(true, true).applyTo(stack);
    empty = new EmptyPane(stack, "projects.empty");
    empty.show(
        "A project is a folder with a file sluice.yaml and code, which is deployed from here.",
        "<a>Open a folder</a> that is one, or make one: <a href=\"" + NEW + "\">new project</a>.",
        link ->
            Commands.run(
                getSite(), link.equals(NEW) ? StudioIds.NEW_PROJECT : StudioIds.OPEN_PROJECT));
    viewer = new TreeViewer(stack, SWT.MULTI | SWT.V_SCROLL);
    Spoken.as(StudioIds.mark(viewer.getTree(), "projects.tree"), "Projects");
    viewer.setUseHashlookup(true);
    viewer.setContentProvider(new Content());
    viewer.setLabelProvider(new DelegatingStyledCellLabelProvider(new ProjectLabels()));
    viewer.addDoubleClickListener(e -> openFirst());
    actions = new ProjectMenu(getSite(), projects, this::selected, this::openFirst);
    MenuManager menu = new MenuManager();
    menu.setRemoveAllWhenShown(true);
    menu.addMenuListener(actions::fill);
    viewer.getControl().setMenu(menu.createContextMenu(viewer.getControl()));
    getSite().registerContextMenu(menu, viewer);
    getSite().setSelectionProvider(viewer);
    viewer.setInput(this);
    projects.listen(this);
    projectsChanged();
    UiThread.current().repeatSeen(TICK_MILLIS, parent, projects::look);
  }

  /** The lines and what is below each. */
  private final class Content implements ITreeContentProvider {
    @Override
    public Object[] getElements(Object input) {
      return roots.toArray();
    }

    @Override
    public Object[] getChildren(Object element) {
      return ((ProjectNode) element).children().toArray();
    }

    @Override
    public @Nullable Object getParent(Object element) {
      return ((ProjectNode) element).parent();
    }

    @Override
    public boolean hasChildren(Object element) {
      return !((ProjectNode) element).children().isEmpty();
    }
  }

  private List<ProjectNode> selected() {
    List<ProjectNode> nodes = new ArrayList<>();
    for (Object element : viewer.getStructuredSelection()) {
      nodes.add((ProjectNode) element);
    }
    return nodes;
  }

  @Override
  public void projectsChanged() {
    if (stack.isDisposed()) {
      return;
    }
    List<ProjectState> all = projects.all();
    List<ProjectNode> before = roots;
    roots = all.stream().map(state -> root(state, before)).toList();
    refresh(before);
    showMessage(all);
    top(roots.isEmpty() ? empty.control() : viewer.getControl());
  }

  /** The lines of a project: those that are there, where nothing has changed. */
  private static ProjectNode root(ProjectState state, List<ProjectNode> before) {
    return before.stream()
        .filter(node -> node.state().equals(state))
        .findFirst()
        .orElseGet(() -> ProjectNode.of(state));
  }

  private void refresh(List<ProjectNode> before) {
    if (!roots.equals(before)) {
      viewer.refresh();
    } else {
      for (int i = 0; i < roots.size(); i++) {
        if (roots.get(i) != before.get(i)) {
          viewer.refresh(roots.get(i));
        }
      }
    }
    // A project has no lines before it was read.
    roots.stream()
        .filter(root -> !root.children().isEmpty() && seen.add(root.project()))
        .forEach(root -> viewer.setExpandedState(root, true));
    seen.retainAll(roots.stream().map(ProjectNode::project).toList());
  }

  private void showMessage(List<ProjectState> all) {
    String waiting =
        all.stream()
            .filter(ProjectState::waiting)
            .map(each -> each.project().name())
            .collect(Collectors.joining(", "));
    if (waiting.isEmpty()) {
      message.hide();
    } else {
      message.show(
          Tone.WARN,
          "Not deployed, since the server was away: " + waiting + ".",
          new Choice("Deploy Again", projects::deployWaiting));
    }
  }

  private void top(Control control) {
    StackLayout layout = (StackLayout) stack.getLayout();
    if (layout.topControl != control) {
      layout.topControl = control;
      stack.layout();
    }
  }

  @Override
  public void said(String sentence, boolean bad) {
    if (stack.isDisposed()) {
      return;
    }
    IWorkbenchWindow window = getSite().getWorkbenchWindow();
    if (bad) {
      StatusLine.complain(window, new Failure(sentence, null));
    } else {
      StatusLine.say(window, sentence);
    }
  }

  private void openFirst() {
    ProjectNode node = (ProjectNode) viewer.getStructuredSelection().getFirstElement();
    if (node == null) {
      return;
    }
    IWorkbenchWindow window = getSite().getWorkbenchWindow();
    Declared declared = node.declared();
    FileEntry file = node.file();
    if (declared != null) {
      FileEditors.open(window, node.project().manifest(), declared.line());
    } else if (file != null && file.kind() == FileEntry.Kind.FILE) {
      FileEditors.open(window, file.path());
    } else if (!node.children().isEmpty()) {
      viewer.setExpandedState(node, !viewer.getExpandedState(node));
    }
  }

  /** Selects a project that was opened. */
  void reveal(Project project) {
    roots.stream()
        .filter(root -> root.project().equals(project))
        .findFirst()
        .ifPresent(root -> viewer.setSelection(new StructuredSelection(root), true));
  }

  @Override
  public void setFocus() {
    if (roots.isEmpty()) {
      empty.setFocus();
    } else {
      viewer.getTree().setFocus();
    }
  }

  @Override
  public void dispose() {
    if (projects != null) {
      projects.forget(this);
    }
    super.dispose();
  }

  @Override
  public <T> @Nullable T getAdapter(Class<T> adapter) {
    if (adapter == FunctionRef.class && viewer != null) {
      return adapter.cast(
          selected().stream()
              .map(ProjectNode::function)
              .filter(Objects::nonNull)
              .findFirst()
              .map(FunctionRef::latest)
              .orElse(null));
    }
    return super.getAdapter(adapter);
  }
}

package dev.sluice.studio.ui.project;

import dev.sluice.studio.core.project.ProjectProblem;
import dev.sluice.studio.core.project.Projects;
import dev.sluice.studio.ui.Icons;
import dev.sluice.studio.ui.Spoken;
import dev.sluice.studio.ui.StudioServices;
import dev.sluice.studio.ui.table.RowTable;
import dev.sluice.studio.ui.table.RowTable.Column;
import java.util.List;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.ui.part.ViewPart;

/** What is wrong with the projects; Enter or a double click goes there. */
public final class ProblemsView extends ViewPart implements Projects.Listener {
  private Projects projects;
  private RowTable<ProjectProblem> table;

  @Override
  public void createPartControl(Composite parent) {
    projects = StudioServices.session().projects();
    GridLayoutFactory.fillDefaults().applyTo(parent);
    table =
        new RowTable<>(
            parent,
            SWT.SINGLE,
            "problems.table",
            ProjectProblem::toString,
            List.of(
                Column.of("Problem", 620, ProjectProblem::sentence),
                Column.of("File", 150, ProjectProblem::fileName),
                Column.number("Line", 60, each -> String.valueOf(each.line())),
                Column.of("Project", 140, each -> each.project().name())));
    table.images(each -> Icons.image(each.warning() ? "warning" : "error"));
    GridDataFactory.fillDefaults().grab(true, true).applyTo(table.control());
    Spoken.as(table.table(), "Problems");
    table.table().addListener(SWT.DefaultSelection, e -> open());
    projects.listen(this);
    projectsChanged();
  }

  @Override
  public void projectsChanged() {
    if (table.control().isDisposed()) {
      return;
    }
    List<ProjectProblem> all = projects.problems();
    table.show(
        all,
        projects.all().isEmpty()
            ? "No project is open. File > Open Project Folder… opens one; what is wrong with it is"
                + " listed here."
            : "There is no problem.");
    long warnings = all.stream().filter(ProjectProblem::warning).count();
    setContentDescription(all.isEmpty() ? "" : counts(all.size() - warnings, warnings));
  }

  private static String counts(long errors, long warnings) {
    return warnings == 0
        ? count(errors, "error")
        : errors == 0
            ? count(warnings, "warning")
            : count(errors, "error") + ", " + count(warnings, "warning");
  }

  private static String count(long count, String noun) {
    return count + " " + noun + (count == 1 ? "" : "s");
  }

  private void open() {
    ProjectProblem first = table.first();
    if (first != null) {
      FileEditors.open(getSite().getWorkbenchWindow(), first.file(), first.line());
    }
  }

  @Override
  public void setFocus() {
    table.control().setFocus();
  }

  @Override
  public void dispose() {
    if (projects != null) {
      projects.forget(this);
    }
    super.dispose();
  }
}

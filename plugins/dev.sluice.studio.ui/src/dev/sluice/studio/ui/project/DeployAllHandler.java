package dev.sluice.studio.ui.project;

import dev.sluice.studio.core.project.Projects;
import dev.sluice.studio.ui.StudioServices;
import java.util.Set;
import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.jspecify.annotations.Nullable;

/** Deploys all projects that are open. */
public final class DeployAllHandler extends AbstractHandler {
  @Override
  public @Nullable Object execute(ExecutionEvent event) {
    Projects projects = StudioServices.session().projects();
    projects.all().forEach(each -> projects.deploy(each.project(), Set.of()));
    return null;
  }
}

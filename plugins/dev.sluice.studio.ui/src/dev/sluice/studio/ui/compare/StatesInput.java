package dev.sluice.studio.ui.compare;

import dev.sluice.studio.core.compare.State;
import dev.sluice.studio.ui.Icons;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.eclipse.jface.resource.ImageDescriptor;
import org.eclipse.ui.IEditorInput;
import org.eclipse.ui.IPersistableElement;
import org.jspecify.annotations.Nullable;

/**
 * One state of a function to read, or two to compare.
 *
 * @param qualifiers {@code latest}, {@code workspace} or version numbers
 * @param manifest of the workspace; null where that is not asked for
 */
record StatesInput(String function, List<String> qualifiers, @Nullable Path manifest)
    implements IEditorInput {

  @Override
  public boolean exists() {
    return true;
  }

  @Override
  public ImageDescriptor getImageDescriptor() {
    return Icons.descriptor(qualifiers.size() > 1 ? "compare" : "version");
  }

  @Override
  public String getName() {
    return function + " " + words(" ↔ ");
  }

  @Override
  public @Nullable IPersistableElement getPersistable() {
    return null;
  }

  @Override
  public String getToolTipText() {
    return function + ": " + words(" compared with ");
  }

  private String words(String between) {
    return qualifiers.stream()
        .map(each -> each.equals(State.LATEST) || each.equals(State.WORKSPACE) ? each : "v" + each)
        .collect(Collectors.joining(between));
  }

  @Override
  public <T> @Nullable T getAdapter(Class<T> adapter) {
    return null;
  }
}

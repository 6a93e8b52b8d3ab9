package dev.sluice.studio.ui.project;

import dev.sluice.studio.core.project.Declared;
import dev.sluice.studio.core.project.FileEntry;
import dev.sluice.studio.core.project.ProjectNode;
import dev.sluice.studio.ui.Icons;
import dev.sluice.studio.ui.Ink;
import dev.sluice.studio.ui.StyledLabels;
import org.eclipse.jface.viewers.StyledString;
import org.eclipse.jface.viewers.StyledString.Styler;
import org.eclipse.swt.graphics.Image;
import org.jspecify.annotations.Nullable;

/** How the lines of projects look. */
final class ProjectLabels extends StyledLabels {
  private static final Styler FAINT = inked(Ink.FAINT);
  private static final Styler DIFFERENT = inked(Ink.WARN);

  @Override
  public StyledString getStyledText(Object element) {
    ProjectNode node = (ProjectNode) element;
    StyledString text = new StyledString();
    Declared declared = node.declared();
    FileEntry file = node.file();
    if (declared != null) {
      text.append(declared.name());
      String about = declared.about().isEmpty() ? "" : ": " + declared.about();
      boolean same = declared.state() == Declared.State.SAME;
      append(text, declared.state().words() + about, same ? FAINT : DIFFERENT);
    } else if (file != null) {
      text.append(file.name());
      append(text, file.note(), FAINT);
    } else {
      text.append(node.project().name());
      append(text, node.state().words(), node.state().waiting() ? DIFFERENT : FAINT);
    }
    return text;
  }

  @Override
  public @Nullable Image getImage(Object element) {
    ProjectNode node = (ProjectNode) element;
    Declared declared = node.declared();
    FileEntry file = node.file();
    if (declared != null) {
      return Icons.image(icon(declared.kind()));
    }
    return file == null ? Icons.image("project") : image(file);
  }

  private static @Nullable Image image(FileEntry file) {
    return switch (file.kind()) {
      case FOLDER -> Icons.image("folder");
      case FILE, LINK -> Icons.image("file");
      case MORE -> null;
    };
  }

  private static String icon(String kind) {
    return switch (kind) {
      case "function", "workflow", "association", "source" -> kind;
      case "role" -> "secret";
      default -> "events";
    };
  }
}

package dev.sluice.studio.ui.project;

import java.nio.file.Path;
import org.eclipse.core.runtime.IAdaptable;
import org.eclipse.ui.IElementFactory;
import org.eclipse.ui.IMemento;
import org.jspecify.annotations.Nullable;

/** Brings back the editors of files of the last session. */
public final class FileInputFactory implements IElementFactory {
  static final String ID = "dev.sluice.studio.ui.fileInput";
  static final String PATH = "path";

  @Override
  public @Nullable IAdaptable createElement(IMemento memento) {
    String path = memento.getString(PATH);
    return path == null ? null : new FileInput(Path.of(path));
  }
}

package dev.sluice.studio.ui.code;

import org.eclipse.jface.text.BadLocationException;
import org.eclipse.jface.text.DocumentCommand;
import org.eclipse.jface.text.IAutoEditStrategy;
import org.eclipse.jface.text.IDocument;
import org.eclipse.jface.text.IRegion;
import org.eclipse.jface.text.TextUtilities;

/** Indents a new line as the one above, a level more after what opens a block; no tabs. */
final class IndentStrategy implements IAutoEditStrategy {
  private final Language language;

  IndentStrategy(Language language) {
    this.language = language;
  }

  @Override
  public void customizeDocumentCommand(IDocument document, DocumentCommand command) {
    try {
      if (command.text.equals("\t")) {
        IRegion line = document.getLineInformationOfOffset(command.offset);
        int column = command.offset - line.getOffset();
        command.text = " ".repeat(language.indent() - column % language.indent());
      } else if (TextUtilities.equals(document.getLegalLineDelimiters(), command.text) != -1) {
        command.text += indentation(document, command.offset);
      }
    } catch (BadLocationException e) {
      // The document changed under the command: it is carried out as typed.
      assert command.offset > document.getLength() : e;
    }
  }

  private String indentation(IDocument document, int offset) throws BadLocationException {
    IRegion line = document.getLineInformationOfOffset(offset);
    String before = document.get(line.getOffset(), offset - line.getOffset());
    String indent = before.substring(0, before.length() - before.stripLeading().length());
    return language.opensBlock(before) ? indent + " ".repeat(language.indent()) : indent;
  }
}

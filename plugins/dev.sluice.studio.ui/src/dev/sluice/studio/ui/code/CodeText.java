package dev.sluice.studio.ui.code;

import dev.sluice.studio.ui.Ink;
import dev.sluice.studio.ui.StudioIds;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.commands.IHandler;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.jface.text.CursorLinePainter;
import org.eclipse.jface.text.Document;
import org.eclipse.jface.text.DocumentEvent;
import org.eclipse.jface.text.IDocument;
import org.eclipse.jface.text.IDocumentListener;
import org.eclipse.jface.text.ITextOperationTarget;
import org.eclipse.jface.text.source.CompositeRuler;
import org.eclipse.jface.text.source.DefaultCharacterPairMatcher;
import org.eclipse.jface.text.source.LineNumberRulerColumn;
import org.eclipse.jface.text.source.MatchingCharacterPainter;
import org.eclipse.jface.text.source.SourceViewer;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.StyledText;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.ui.IWorkbenchCommandConstants;
import org.eclipse.ui.IWorkbenchPartSite;
import org.eclipse.ui.handlers.IHandlerActivation;
import org.eclipse.ui.handlers.IHandlerService;
import org.jspecify.annotations.Nullable;

/**
 * An editor for source code: line numbers, colours, current line, matching brackets, undo, find.
 * Confined to the UI thread.
 */
public final class CodeText {
  private static final Color BRACKET = new Color(112, 128, 150);
  private static final char[] PAIRS = {'(', ')', '{', '}', '[', ']'};

  private final Composite frame;
  private final SourceViewer viewer;
  private final FindBar find;
  private final IHandlerService handlers;
  private final List<IHandlerActivation> activations = new ArrayList<>();
  private @Nullable Language language;
  private Consumer<String> listener = text -> {};
  private boolean showing;

  /** An empty editor; it gets the edit commands of the site while it is {@link #activate}d. */
  public CodeText(Composite parent, IWorkbenchPartSite site, String id) {
    handlers = site.getService(IHandlerService.class);
    frame = new Composite(parent, SWT.NONE);
    GridLayoutFactory.fillDefaults().spacing(0, 0).applyTo(frame);
    CompositeRuler ruler = new CompositeRuler(4);
    LineNumberRulerColumn numbers = new LineNumberRulerColumn();
    numbers.setForeground(Ink.FAINT);
    numbers.setBackground(Ink.PAPER);
    ruler.addDecorator(0, numbers);
    viewer = new SourceViewer(frame, ruler, SWT.V_SCROLL | SWT.H_SCROLL);
    find = new FindBar(frame, viewer);
    GridDataFactory.fillDefaults().grab(true, true).applyTo(viewer.getControl());
    StyledText text = StudioIds.mark(viewer.getTextWidget(), id);
    text.setFont(JFaceResources.getTextFont());
    text.setForeground(Ink.TEXT);
    numbers.setFont(JFaceResources.getTextFont());
    viewer.setDocument(new Document(""));
    // Nothing at the top: with a margin there the ruler takes line -1 for the first, and goes
    // blank.
    text.setMargins(8, 0, 2, 0);
    paint();
  }

  /** The widget. */
  public Control control() {
    return frame;
  }

  /** Puts the caret here. */
  public void setFocus() {
    viewer.getTextWidget().setFocus();
  }

  /** Tells what the text is after each change by the user. */
  public void listen(Consumer<String> changed) {
    listener = changed;
  }

  /** Shows a text instead of what is there; undo does not go back beyond it. */
  public void show(String text, Language written) {
    showing = true;
    try {
      language(written);
      if (!text.equals(viewer.getDocument().get())) {
        int top = viewer.getTopIndex();
        int caret = viewer.getTextWidget().getCaretOffset();
        document(text, written);
        viewer.getTextWidget().setCaretOffset(Math.min(caret, text.length()));
        viewer.setTopIndex(top);
      }
    } finally {
      showing = false;
    }
  }

  /** Colours the text as another language. */
  public void language(Language written) {
    if (written != language) {
      language = written;
      viewer.unconfigure();
      viewer.configure(new CodeConfiguration(written));
      Partitions.connect(viewer.getDocument(), written);
      viewer.invalidateTextPresentation();
    }
  }

  /** Takes or gives back undo, redo and find. */
  public void activate(boolean front) {
    handlers.deactivateHandlers(activations);
    activations.clear();
    if (front) {
      on(IWorkbenchCommandConstants.EDIT_UNDO, () -> operate(ITextOperationTarget.UNDO));
      on(IWorkbenchCommandConstants.EDIT_REDO, () -> operate(ITextOperationTarget.REDO));
      on(IWorkbenchCommandConstants.EDIT_FIND_AND_REPLACE, find::open);
    }
  }

  private void document(String text, Language written) {
    IDocument document = new Document(text);
    Partitions.connect(document, written);
    document.addDocumentListener(
        new IDocumentListener() {
          @Override
          public void documentAboutToBeChanged(DocumentEvent event) {}

          @Override
          public void documentChanged(DocumentEvent event) {
            if (!showing) {
              listener.accept(event.getDocument().get());
            }
          }
        });
    viewer.setDocument(document);
  }

  private void paint() {
    CursorLinePainter line = new CursorLinePainter(viewer);
    line.setHighlightColor(Ink.CURRENT_LINE);
    viewer.addPainter(line);
    MatchingCharacterPainter brackets =
        new MatchingCharacterPainter(viewer, new DefaultCharacterPairMatcher(PAIRS));
    brackets.setColor(BRACKET);
    viewer.addPainter(brackets);
  }

  private void operate(int operation) {
    if (viewer.canDoOperation(operation)) {
      viewer.doOperation(operation);
    }
  }

  private void on(String command, Runnable action) {
    IHandler handler =
        new AbstractHandler() {
          @Override
          public @Nullable Object execute(ExecutionEvent event) {
            action.run();
            return null;
          }
        };
    activations.add(handlers.activateHandler(command, handler));
  }
}

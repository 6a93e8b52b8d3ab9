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
import org.eclipse.swt.custom.VerifyKeyListener;
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
  private static final char[] PAIRS = {'(', ')', '{', '}', '[', ']'};

  private final Composite frame;
  private final SourceViewer viewer;
  private final FindBar find;
  private final IHandlerService handlers;
  private final List<IHandlerActivation> activations = new ArrayList<>();
  private @Nullable Language language;
  private Consumer<String> listener = text -> {};
  private Runnable undo = () -> operate(ITextOperationTarget.UNDO);
  private Runnable redo = () -> operate(ITextOperationTarget.REDO);
  private boolean showing;
  private int changedAt;

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
    text.setBackground(Ink.PAPER);
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

  /** Lets the text be read and copied, and not changed. */
  public void readOnly() {
    readOnly(true);
  }

  /** Lets the text be changed, or only be read and copied. */
  public void readOnly(boolean only) {
    viewer.setEditable(!only);
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

  /** The text as it is. */
  public String text() {
    return viewer.getDocument().get();
  }

  /** Lets a listener have keys before the text does. */
  public void listenFirst(VerifyKeyListener keys) {
    viewer.prependVerifyKeyListener(keys);
  }

  /**
   * Changes the part of the text that differs, and leaves caret and scroll where they are. Undo
   * takes it back; who listens is not told.
   */
  public void change(String text) {
    IDocument document = viewer.getDocument();
    String before = document.get();
    int most = Math.min(before.length(), text.length());
    int same = 0;
    while (same < most && before.charAt(same) == text.charAt(same)) {
      same++;
    }
    int end = 0;
    while (end < most - same
        && before.charAt(before.length() - 1 - end) == text.charAt(text.length() - 1 - end)) {
      end++;
    }
    if (same == before.length() && same == text.length()) {
      return;
    }
    showing = true;
    try {
      document.replace(
          same, before.length() - end - same, text.substring(same, text.length() - end));
    } catch (org.eclipse.jface.text.BadLocationException e) {
      document.set(text);
    } finally {
      showing = false;
    }
  }

  /** Where the text was last changed by the user. */
  public int changedAt() {
    return changedAt;
  }

  /** Told where the caret is after the user moved it. */
  public void onCaret(java.util.function.IntConsumer listener) {
    viewer
        .getTextWidget()
        .addListener(
            org.eclipse.swt.custom.ST.CaretMoved,
            e -> {
              if (!showing && viewer.getTextWidget().isFocusControl()) {
                listener.accept(viewer.getTextWidget().getCaretOffset());
              }
            });
  }

  /** Selects a part and shows it. */
  public void reveal(int offset, int length) {
    int most = viewer.getDocument().getLength();
    int start = Math.min(offset, most);
    int lines = Math.min(length, most - start);
    showing = true;
    try {
      viewer.setSelectedRange(start, 0);
      viewer.revealRange(start, lines);
      viewer.getTextWidget().redraw();
    } finally {
      showing = false;
    }
  }

  /** Puts the caret at the start of a line, from 1, and shows it. */
  public void goToLine(int line) {
    StyledText widget = viewer.getTextWidget();
    int index = Math.max(0, Math.min(widget.getLineCount() - 1, line - 1));
    int start = widget.getOffsetAtLine(index);
    widget.setFocus();
    viewer.setSelectedRange(start, widget.getLine(index).length());
    viewer.revealRange(start, 0);
  }

  /** Undo and redo are somebody else's: of the text, but not only of it. */
  public void undoBy(Runnable undoing, Runnable redoing) {
    undo = undoing;
    redo = redoing;
  }

  /** Whether the keys go here. */
  public boolean hasFocus() {
    return viewer.getTextWidget().isFocusControl();
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

  /** Takes undo, redo and find while the caret is here: others in the editor have theirs. */
  public void activateByFocus() {
    viewer.getTextWidget().addListener(SWT.FocusIn, e -> activate(true));
    viewer.getTextWidget().addListener(SWT.FocusOut, e -> activate(false));
  }

  /** Takes or gives back undo, redo and find. */
  public void activate(boolean front) {
    handlers.deactivateHandlers(activations);
    activations.clear();
    if (front) {
      on(IWorkbenchCommandConstants.EDIT_UNDO, () -> undo.run());
      on(IWorkbenchCommandConstants.EDIT_REDO, () -> redo.run());
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
              changedAt = event.getOffset();
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
    brackets.setColor(Ink.BRACKET);
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

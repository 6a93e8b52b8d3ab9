package dev.sluice.studio.ui.code;

import org.eclipse.jface.text.IAutoEditStrategy;
import org.eclipse.jface.text.IDocument;
import org.eclipse.jface.text.presentation.IPresentationReconciler;
import org.eclipse.jface.text.presentation.PresentationReconciler;
import org.eclipse.jface.text.rules.DefaultDamagerRepairer;
import org.eclipse.jface.text.rules.ITokenScanner;
import org.eclipse.jface.text.source.ISourceViewer;
import org.eclipse.jface.text.source.SourceViewerConfiguration;

/** Sets a source viewer up for one language. */
final class CodeConfiguration extends SourceViewerConfiguration {
  private final Language language;

  CodeConfiguration(Language language) {
    this.language = language;
  }

  @Override
  public IPresentationReconciler getPresentationReconciler(ISourceViewer viewer) {
    PresentationReconciler reconciler = new PresentationReconciler();
    colour(reconciler, IDocument.DEFAULT_CONTENT_TYPE, new CodeScanner(language));
    colour(reconciler, Partitions.STRING, CodeScanner.plain(SyntaxInk.string()));
    colour(reconciler, Partitions.COMMENT, CodeScanner.plain(SyntaxInk.comment()));
    return reconciler;
  }

  @Override
  public String[] getConfiguredContentTypes(ISourceViewer viewer) {
    return new String[] {IDocument.DEFAULT_CONTENT_TYPE, Partitions.STRING, Partitions.COMMENT};
  }

  @Override
  public IAutoEditStrategy[] getAutoEditStrategies(ISourceViewer viewer, String contentType) {
    return new IAutoEditStrategy[] {new IndentStrategy(language)};
  }

  @Override
  public int getTabWidth(ISourceViewer viewer) {
    return language.indent();
  }

  private static void colour(
      PresentationReconciler reconciler, String contentType, ITokenScanner scanner) {
    DefaultDamagerRepairer repairer = new DefaultDamagerRepairer(scanner);
    reconciler.setDamager(repairer, contentType);
    reconciler.setRepairer(repairer, contentType);
  }
}

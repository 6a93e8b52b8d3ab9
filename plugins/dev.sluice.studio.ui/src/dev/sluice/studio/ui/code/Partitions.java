package dev.sluice.studio.ui.code;

import java.util.ArrayList;
import java.util.List;
import org.eclipse.jface.text.IDocument;
import org.eclipse.jface.text.rules.EndOfLineRule;
import org.eclipse.jface.text.rules.FastPartitioner;
import org.eclipse.jface.text.rules.IPredicateRule;
import org.eclipse.jface.text.rules.MultiLineRule;
import org.eclipse.jface.text.rules.RuleBasedPartitionScanner;
import org.eclipse.jface.text.rules.SingleLineRule;
import org.eclipse.jface.text.rules.Token;

/** Divides a document into code, strings and comments, so that only what is touched is redone. */
final class Partitions {
  static final String STRING = "string";
  static final String COMMENT = "comment";

  private Partitions() {}

  /** Divides this document as the language says. */
  static void connect(IDocument document, Language language) {
    RuleBasedPartitionScanner scanner = new RuleBasedPartitionScanner();
    scanner.setPredicateRules(rules(language));
    FastPartitioner partitioner = new FastPartitioner(scanner, new String[] {STRING, COMMENT});
    partitioner.connect(document);
    document.setDocumentPartitioner(partitioner);
  }

  private static IPredicateRule[] rules(Language language) {
    Token string = new Token(STRING);
    Token comment = new Token(COMMENT);
    List<IPredicateRule> rules = new ArrayList<>();
    // Long quotes come first: three quotes are no empty string followed by one.
    for (String quote : language.longQuotes()) {
      rules.add(new MultiLineRule(quote, quote, string, '\\', true));
    }
    for (String quote : language.quotes()) {
      rules.add(new SingleLineRule(quote, quote, string, '\\', true));
    }
    if (!language.lineComment().isEmpty()) {
      rules.add(new EndOfLineRule(language.lineComment(), comment));
    }
    if (!language.commentStart().isEmpty()) {
      rules.add(
          new MultiLineRule(
              language.commentStart(), language.commentEnd(), comment, (char) 0, true));
    }
    return rules.toArray(IPredicateRule[]::new);
  }
}

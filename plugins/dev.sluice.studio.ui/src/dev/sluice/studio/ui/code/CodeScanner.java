package dev.sluice.studio.ui.code;

import java.util.ArrayList;
import java.util.List;
import org.eclipse.jface.text.rules.IRule;
import org.eclipse.jface.text.rules.IToken;
import org.eclipse.jface.text.rules.IWordDetector;
import org.eclipse.jface.text.rules.NumberRule;
import org.eclipse.jface.text.rules.RuleBasedScanner;
import org.eclipse.jface.text.rules.Token;
import org.eclipse.jface.text.rules.WordRule;

/** Colours keywords, well-known names, numbers and decorators. */
final class CodeScanner extends RuleBasedScanner {

  CodeScanner(Language language) {
    IToken keyword = SyntaxInk.keyword();
    IToken name = SyntaxInk.name();
    Token text = SyntaxInk.text();
    // Any other word is text as a whole: else the "for" in "before" would be found.
    WordRule words = new WordRule(new Identifier(), text);
    language.keywords().forEach(word -> words.addWord(word, keyword));
    language.names().forEach(word -> words.addWord(word, name));
    List<IRule> rules = new ArrayList<>();
    if (language == Language.PYTHON) {
      rules.add(new WordRule(new Decorator(), SyntaxInk.decorator()));
    }
    if (language == Language.YAML) {
      rules.add(new YamlKeyRule(SyntaxInk.key()));
    }
    if (language != Language.PLAIN) {
      rules.add(words);
      rules.add(new NumberRule(SyntaxInk.number()));
    }
    setRules(rules.toArray(IRule[]::new));
    setDefaultReturnToken(text);
  }

  /** One colour for all. */
  static RuleBasedScanner plain(Token token) {
    RuleBasedScanner scanner = new RuleBasedScanner();
    scanner.setDefaultReturnToken(token);
    return scanner;
  }

  private static final class Identifier implements IWordDetector {
    @Override
    public boolean isWordStart(char c) {
      return Character.isJavaIdentifierStart(c);
    }

    @Override
    public boolean isWordPart(char c) {
      return Character.isJavaIdentifierPart(c);
    }
  }

  private static final class Decorator implements IWordDetector {
    @Override
    public boolean isWordStart(char c) {
      return c == '@';
    }

    @Override
    public boolean isWordPart(char c) {
      return c == '.' || Character.isJavaIdentifierPart(c);
    }
  }
}

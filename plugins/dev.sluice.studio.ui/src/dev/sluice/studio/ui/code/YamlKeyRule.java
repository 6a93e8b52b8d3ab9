package dev.sluice.studio.ui.code;

import org.eclipse.jface.text.rules.ICharacterScanner;
import org.eclipse.jface.text.rules.IRule;
import org.eclipse.jface.text.rules.IToken;
import org.eclipse.jface.text.rules.Token;

/** A word with a colon behind it, at the start of a line or after a dash, a brace or a comma. */
final class YamlKeyRule implements IRule {
  private final IToken token;

  YamlKeyRule(IToken token) {
    this.token = token;
  }

  @Override
  public IToken evaluate(ICharacterScanner scanner) {
    if (!startsEntry(scanner)) {
      return Token.UNDEFINED;
    }
    int read = 0;
    int c = scanner.read();
    read++;
    while (isPart(c)) {
      c = scanner.read();
      read++;
    }
    int next = scanner.read();
    read++;
    boolean key = read > 2 && c == ':' && (next == ' ' || next == '\n' || next == '\r' || next < 0);
    scanner.unread();
    read--;
    if (key) {
      return token;
    }
    for (int i = 0; i < read; i++) {
      scanner.unread();
    }
    return Token.UNDEFINED;
  }

  private static boolean isPart(int c) {
    return c >= 0 && (Character.isLetterOrDigit(c) || "_-$./".indexOf(c) >= 0);
  }

  /** Looks back over blanks. */
  private static boolean startsEntry(ICharacterScanner scanner) {
    int back = 0;
    int c = ' ';
    while (c == ' ' && scanner.getColumn() > 0) {
      scanner.unread();
      back++;
      c = scanner.read();
      if (c == ' ') {
        scanner.unread();
      } else {
        back--;
      }
    }
    boolean lineStart = scanner.getColumn() == 0;
    for (int i = 0; i < back; i++) {
      scanner.read();
    }
    return lineStart || c == '-' || c == '{' || c == ',';
  }
}

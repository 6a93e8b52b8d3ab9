package dev.sluice.studio.ui.code;

import dev.sluice.studio.ui.Ink;
import org.eclipse.jface.text.TextAttribute;
import org.eclipse.jface.text.rules.Token;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Color;

/** Colours of source code on a white ground; each has at least the contrast of 4.5 to 1. */
final class SyntaxInk {
  private SyntaxInk() {}

  static Token text() {
    return new Token(new TextAttribute(Ink.TEXT));
  }

  static Token keyword() {
    return token(134, 38, 158, SWT.BOLD);
  }

  static Token key() {
    return token(27, 92, 166, SWT.BOLD);
  }

  static Token name() {
    return token(27, 92, 166, SWT.NORMAL);
  }

  static Token number() {
    return token(158, 72, 12, SWT.NORMAL);
  }

  static Token decorator() {
    return token(138, 90, 0, SWT.NORMAL);
  }

  static Token string() {
    return token(16, 112, 66, SWT.NORMAL);
  }

  static Token comment() {
    return token(101, 111, 124, SWT.ITALIC);
  }

  private static Token token(int red, int green, int blue, int style) {
    return new Token(new TextAttribute(new Color(red, green, blue), null, style));
  }
}

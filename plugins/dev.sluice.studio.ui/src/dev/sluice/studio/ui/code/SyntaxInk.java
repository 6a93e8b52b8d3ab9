package dev.sluice.studio.ui.code;

import dev.sluice.studio.ui.Ink;
import org.eclipse.jface.text.TextAttribute;
import org.eclipse.jface.text.rules.Token;
import org.eclipse.swt.SWT;

/** Colours of source code; each has at least the contrast of 4.5 to 1. */
final class SyntaxInk {
  private SyntaxInk() {}

  static Token text() {
    return new Token(new TextAttribute(Ink.TEXT));
  }

  static Token keyword() {
    return token(0x86269e, 0xd8a0f0, SWT.BOLD);
  }

  static Token key() {
    return token(0x1b5ca6, 0x82b8ff, SWT.BOLD);
  }

  static Token name() {
    return token(0x1b5ca6, 0x82b8ff, SWT.NORMAL);
  }

  static Token number() {
    return token(0x9e480c, 0xf2a37a, SWT.NORMAL);
  }

  static Token decorator() {
    return token(0x8a5a00, 0xe0be6e, SWT.NORMAL);
  }

  static Token string() {
    return token(0x107042, 0x98c98a, SWT.NORMAL);
  }

  static Token comment() {
    return token(0x656f7c, 0xa3acb8, SWT.ITALIC);
  }

  private static Token token(int light, int dark, int style) {
    return new Token(new TextAttribute(Ink.of(light, dark), null, style));
  }
}

package dev.sluice.studio.tests.bot;

/** Texts of buttons and menu items as people see them. */
final class Labels {

  private Labels() {}

  /** Without mnemonic marks and accelerator. */
  static String clean(String text) {
    int tab = text.indexOf('\t');
    return (tab < 0 ? text : text.substring(0, tab)).replace("&", "");
  }
}

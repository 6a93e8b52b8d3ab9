package dev.sluice.core.namespace;

/**
 * What a namespace has now.
 *
 * @param codeBytes bytes of all different code of functions and versions together
 */
public record NamespaceUse(int functions, long codeBytes) {}

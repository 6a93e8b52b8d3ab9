package dev.sluice.core;

/** A function, by its name in a namespace. */
public record FunctionName(String namespace, String name) {}

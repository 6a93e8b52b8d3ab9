package dev.sluice.layout;

/** How large something is drawn. */
public record Size(double width, double height) {}

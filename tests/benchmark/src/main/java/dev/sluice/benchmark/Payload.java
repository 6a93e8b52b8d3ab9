package dev.sluice.benchmark;

/** The event of every call: 79 bytes of JSON. */
final class Payload {
  static final String TEXT =
      "{\"order\":12345,\"customer\":\"Ada Lovelace\",\"total\":99.5,\"items\":[\"a\",\"b\",\"c\"],\"x\":1}";

  private Payload() {}
}

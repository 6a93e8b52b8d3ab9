package dev.sluice.source.s3;

/**
 * An object as a listing has it.
 *
 * @param etag without its quotes
 * @param millis since 1970, when it was written
 */
record Listed(String key, String etag, long size, long millis) {}

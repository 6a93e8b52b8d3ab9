package dev.sluice.javahost;

import java.util.Map;

/**
 * What the server says of the function that this process is to be, field by field as in its JSON.
 *
 * @param arn its name as AWS writes such names
 * @param concurrency how many calls it serves at a time
 * @param environment all of its variables
 */
record About(
    String handler,
    String function,
    String version,
    String namespace,
    String arn,
    int memoryMiB,
    int concurrency,
    Map<String, String> environment) {}

package dev.sluice.app.http;

import java.util.List;

/**
 * What an invocation's caller gets.
 *
 * @param headers names and values by turns
 */
record InvokeAnswer(int status, String contentType, byte[] body, List<String> headers) {}

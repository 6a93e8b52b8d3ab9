package dev.sluice.app.http;

import java.util.List;

/**
 * What an invocation's caller gets.
 *
 * @param contentType empty where there is no body
 * @param headers names and values by turns
 */
record InvokeAnswer(int status, String contentType, byte[] body, List<String> headers) {}

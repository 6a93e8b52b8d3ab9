/**
 * Objects that come, change and go in buckets of S3 and of servers that speak its protocol: by
 * listing a bucket again and again, and by the notifications that such servers send.
 */
@NullMarked
package dev.sluice.source.s3;

import org.jspecify.annotations.NullMarked;

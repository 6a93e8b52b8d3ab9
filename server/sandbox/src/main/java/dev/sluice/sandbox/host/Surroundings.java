package dev.sluice.sandbox.host;

import dev.sluice.spi.sandbox.InstanceSpec;
import java.util.Map;
import java.util.TreeMap;

/**
 * The environment of an instance: what programs look for anywhere, what those written for AWS
 * Lambda look for, and the definition's own. The definition's values win, but for the names that
 * AWS reserves because they tell about the instance itself: those are always true.
 */
final class Surroundings {
  private static final String REGION = "AWS_REGION";

  /** What a definition may say otherwise. */
  private static final Map<String, String> DEFAULTS =
      Map.of(
          "PATH",
          "/usr/local/bin:/usr/bin:/bin",
          "HOME",
          "/tmp",
          "TMPDIR",
          "/tmp",
          "LANG",
          "C.UTF-8",
          REGION,
          "us-east-1");

  /** The same for images that name no folders. */
  private static final String IMAGE_PATH =
      "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

  private static final String TASK_ROOT = "LAMBDA_TASK_ROOT";

  /** Where images for AWS Lambda have their code. */
  private static final String IMAGE_TASK_ROOT = "/var/task";

  /** The account in names of resources, since there is none. */
  private static final String ACCOUNT = "000000000000";

  private Surroundings() {}

  /**
   * All variables.
   *
   * @param instance its id
   * @param code where it sees its code
   */
  static Map<String, String> of(InstanceSpec spec, String instance, String code) {
    Map<String, String> all = new TreeMap<>(DEFAULTS);
    InstanceSpec.Image image = spec.image();
    if (image != null) {
      all.put("PATH", IMAGE_PATH);
      all.putAll(image.environment());
    }
    all.putAll(spec.environment());
    all.putIfAbsent("AWS_DEFAULT_REGION", all.getOrDefault(REGION, ""));
    String version = isLatest(spec) ? "$LATEST" : spec.version();
    all.put("_HANDLER", spec.handler());
    all.put(
        TASK_ROOT,
        image == null ? code : image.environment().getOrDefault(TASK_ROOT, IMAGE_TASK_ROOT));
    all.put("AWS_LAMBDA_FUNCTION_NAME", spec.function());
    all.put("AWS_LAMBDA_FUNCTION_VERSION", version);
    all.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", Integer.toString(spec.memoryMiB()));
    all.put("AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/" + spec.function());
    all.put("AWS_LAMBDA_LOG_STREAM_NAME", "[" + version + "]" + instance);
    return all;
  }

  /** The function's name as AWS writes it, with the version unless that is the latest. */
  static String arn(InstanceSpec spec) {
    return "arn:aws:lambda:"
        + spec.environment().getOrDefault(REGION, DEFAULTS.get(REGION))
        + ":"
        + ACCOUNT
        + ":function:"
        + spec.function()
        + (isLatest(spec) ? "" : ":" + spec.version());
  }

  private static boolean isLatest(InstanceSpec spec) {
    return spec.version().equals("latest");
  }
}

package dev.sluice.api;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Every error the platform reports. The {@linkplain #code() code} is stable: clients may depend on
 * it; titles and details may change.
 */
public enum ErrorCode {
  INVALID_REQUEST(400, Culprit.CALLER, "The request is not valid"),
  INVALID_JSON(400, Culprit.CALLER, "The body is not valid JSON"),
  INVALID_NAME(400, Culprit.CALLER, "The name is not valid"),
  UNKNOWN_RUNTIME(400, Culprit.CALLER, "The runtime is not known"),
  MISSING_HANDLER(400, Culprit.CALLER, "The handler is missing"),
  INVALID_HANDLER(400, Culprit.CALLER, "The handler is not valid"),
  MISSING_CODE(400, Culprit.CALLER, "The code is missing"),
  INVALID_ARCHIVE(400, Culprit.CALLER, "The archive cannot be read"),
  UNSAFE_ARCHIVE(400, Culprit.CALLER, "The archive leaves its own folder"),
  INVALID_IMAGE(400, Culprit.CALLER, "The image cannot be used"),
  IMAGE_UNSUPPORTED(400, Culprit.CALLER, "The image cannot run here"),
  CONCURRENCY_UNSUPPORTED(
      400, Culprit.CALLER, "The runtime serves one call at a time in an instance"),
  INVALID_CODE_SOURCE(400, Culprit.CALLER, "The place of the code is not valid"),
  INVALID_ROUTING_KEY(400, Culprit.CALLER, "The routing key is not valid"),
  INVALID_WEIGHTS(400, Culprit.CALLER, "The weights are not valid"),
  INVALID_ROLLOUT(400, Culprit.CALLER, "The rollout is not valid"),
  INVALID_FILTER(400, Culprit.CALLER, "The filter is not valid"),
  INVALID_WORKFLOW(400, Culprit.CALLER, "The workflow cannot be run"),
  INVALID_SOURCE(400, Culprit.CALLER, "The source is not valid"),
  UNKNOWN_SOURCE_KIND(400, Culprit.CALLER, "The kind of source is not known"),
  INVALID_SINK(400, Culprit.CALLER, "The sink is not valid"),
  UNKNOWN_SINK_KIND(400, Culprit.CALLER, "The kind of sink is not known"),
  INVALID_BINDING(400, Culprit.CALLER, "The binding is not valid"),
  UNKNOWN_BINDING_KIND(400, Culprit.CALLER, "The kind of binding is not known"),
  INVALID_ROLE(400, Culprit.CALLER, "The role is not valid"),
  EVENT_REJECTED(400, Culprit.CALLER, "The sink does not take the event"),
  INVALID_SIGNATURE(401, Culprit.CALLER, "The request is not from who it should be"),
  INVALID_INPUT(400, Culprit.CALLER, "The input is not valid"),
  UNAUTHENTICATED(401, Culprit.CALLER, "The token is missing or wrong"),
  NETWORK_NOT_ALLOWED(403, Culprit.CALLER, "The network is not allowed"),
  IMAGE_PATH_NOT_ALLOWED(403, Culprit.CALLER, "The path of the image is not allowed"),
  FORBIDDEN(403, Culprit.CALLER, "The key does not allow this"),
  ROLE_DENIES(403, Culprit.CALLER, "The role does not allow this"),
  QUOTA_EXCEEDED(403, Culprit.CALLER, "The namespace's quota is used up"),
  FUNCTION_NOT_FOUND(404, Culprit.CALLER, "The function does not exist"),
  VERSION_NOT_FOUND(404, Culprit.CALLER, "The version does not exist"),
  ALIAS_NOT_FOUND(404, Culprit.CALLER, "The alias does not exist"),
  INVOCATION_NOT_FOUND(404, Culprit.CALLER, "The invocation does not exist"),
  INSTANCE_NOT_FOUND(404, Culprit.CALLER, "The instance does not exist"),
  NAMESPACE_NOT_FOUND(404, Culprit.CALLER, "The namespace does not exist"),
  KEY_NOT_FOUND(404, Culprit.CALLER, "The key does not exist"),
  SECRET_NOT_FOUND(404, Culprit.CALLER, "The secret does not exist"),
  ROLE_NOT_FOUND(404, Culprit.CALLER, "The role does not exist"),
  BUILD_NOT_FOUND(404, Culprit.CALLER, "The build does not exist"),
  ASSOCIATION_NOT_FOUND(404, Culprit.CALLER, "The association does not exist"),
  SOURCE_NOT_FOUND(404, Culprit.CALLER, "The source does not exist"),
  SINK_NOT_FOUND(404, Culprit.CALLER, "The sink does not exist"),
  DEAD_LETTER_NOT_FOUND(404, Culprit.CALLER, "The dead letter does not exist"),
  WORKFLOW_NOT_FOUND(404, Culprit.CALLER, "The workflow does not exist"),
  EXECUTION_NOT_FOUND(404, Culprit.CALLER, "The execution does not exist"),
  JOB_NOT_FOUND(404, Culprit.CALLER, "The job does not exist"),
  ROLLOUT_NOT_FOUND(404, Culprit.CALLER, "The rollout does not exist"),
  ROUTE_NOT_FOUND(404, Culprit.CALLER, "There is nothing at this path"),
  METHOD_NOT_ALLOWED(405, Culprit.CALLER, "The method is not allowed here"),
  NOT_ACCEPTABLE(406, Culprit.CALLER, "The accepted media types are not available"),
  FUNCTION_EXISTS(409, Culprit.CALLER, "A function with this name exists"),
  NO_CODE_SOURCE(409, Culprit.CALLER, "The function's code is not fetched from anywhere"),
  FUNCTION_DISABLED(409, Culprit.CALLER, "The function is disabled"),
  ASSOCIATION_EXISTS(409, Culprit.CALLER, "An association with this name exists"),
  ASSOCIATION_NOT_EMPTY(409, Culprit.CALLER, "Events of the association wait"),
  ASSOCIATION_NOT_ORDERED(409, Culprit.CALLER, "The association is not ordered"),
  ASSOCIATION_NOT_COMBINING(409, Culprit.CALLER, "The association does not combine events"),
  SHARD_NOT_BLOCKED(409, Culprit.CALLER, "The shard is not blocked"),
  POSITION_NOT_KEPT(409, Culprit.CALLER, "Events of that position are not kept"),
  SOURCE_EXISTS(409, Culprit.CALLER, "A source with this name exists"),
  SINK_EXISTS(409, Culprit.CALLER, "A sink with this name exists"),
  NAMESPACE_EXISTS(409, Culprit.CALLER, "A namespace with this name exists"),
  NAMESPACE_NOT_EMPTY(409, Culprit.CALLER, "The namespace is not empty"),
  KEY_EXISTS(409, Culprit.CALLER, "A key with this name exists"),
  SECRET_IN_USE(409, Culprit.CALLER, "A function or a source uses the secret"),
  ROLE_IN_USE(409, Culprit.CALLER, "A function has the role"),
  INVOCATION_NOT_QUEUED(409, Culprit.CALLER, "The invocation does not wait"),
  JOB_OVER(409, Culprit.CALLER, "The job is over"),
  ROLLOUT_ACTIVE(409, Culprit.CALLER, "The alias is in a rollout"),
  ROLLOUT_OVER(409, Culprit.CALLER, "The rollout is over"),
  RESULT_NOT_KEPT(409, Culprit.CALLER, "The invocation's result was not kept"),
  PAYLOAD_NOT_KEPT(409, Culprit.CALLER, "The invocation's payload was not kept"),
  VERSION_IN_USE(409, Culprit.CALLER, "An alias uses the version"),
  PRECONDITION_FAILED(412, Culprit.CALLER, "The resource has changed"),
  PAYLOAD_TOO_LARGE(413, Culprit.CALLER, "The payload is too large"),
  ARCHIVE_TOO_LARGE(413, Culprit.CALLER, "The archive is too large"),
  UNSUPPORTED_MEDIA_TYPE(415, Culprit.CALLER, "The content type is not supported"),
  INPUT_FAILED(422, Culprit.CALLER, "The event could not be made the input"),
  JOB_INPUT_UNAVAILABLE(422, Culprit.CALLER, "The input of the job could not be fetched"),
  CODE_UNREACHABLE(422, Culprit.CALLER, "The place of the code does not answer"),
  CODE_ACCESS_DENIED(422, Culprit.CALLER, "The credentials of the code are refused"),
  CODE_NOT_FOUND(422, Culprit.CALLER, "There is no code at its place"),
  CODE_REF_NOT_FOUND(422, Culprit.CALLER, "The repository does not have the ref"),
  CODE_FOLDER_NOT_FOUND(422, Culprit.CALLER, "The commit does not have the folder"),
  CODE_UNUSABLE(422, Culprit.CALLER, "What was fetched cannot be used as code"),
  CODE_CHECKSUM_DIFFERS(422, Culprit.CALLER, "The archive has another checksum"),
  CODE_FETCH_TIMED_OUT(422, Culprit.CALLER, "The code did not come in time"),
  BUILD_FAILED(422, Culprit.CALLER, "The code could not be built"),
  BUILD_TIMED_OUT(422, Culprit.CALLER, "The build took too long"),
  FUNCTION_LOAD_FAILED(502, Culprit.FUNCTION, "The handler does not load"),
  FUNCTION_FAILED(502, Culprit.FUNCTION, "The function raised an error"),
  FUNCTION_EXITED(502, Culprit.FUNCTION, "The function's process ended"),
  FUNCTION_TIMED_OUT(502, Culprit.FUNCTION, "The function took too long"),
  FUNCTION_OUT_OF_MEMORY(502, Culprit.FUNCTION, "The function used too much memory"),
  FUNCTION_PROTOCOL_BROKEN(502, Culprit.FUNCTION, "The function broke its connection"),
  RESULT_TOO_LARGE(502, Culprit.FUNCTION, "The result is too large"),
  BINDING_VALUE_MISSING(422, Culprit.CALLER, "The event lacks what a binding needs"),
  BINDING_FAILED(502, Culprit.FUNCTION, "A binding could not be read or written"),
  BINDING_TOO_LARGE(502, Culprit.FUNCTION, "A binding reads too much"),
  RATE_EXCEEDED(429, Culprit.CALLER, "The namespace makes too many invocations"),
  CONCURRENCY_EXCEEDED(429, Culprit.CALLER, "The namespace runs too many invocations"),
  CAPACITY_EXCEEDED(429, Culprit.SERVER, "All instances are busy"),
  TOO_MANY_QUESTIONS(502, Culprit.FUNCTION, "The call asks the platform too often"),
  RECURSION_LIMIT(502, Culprit.FUNCTION, "The event came through too many functions"),
  EVENT_EXPIRED(500, Culprit.SERVER, "The event waited too long"),
  INVOCATION_INTERRUPTED(500, Culprit.SERVER, "The server ended while the function ran"),
  INTERNAL(500, Culprit.SERVER, "The server failed"),
  SANDBOX_UNAVAILABLE(503, Culprit.SERVER, "No sandbox could be started"),
  CAPACITY_TIMED_OUT(503, Culprit.SERVER, "No instance became free in time"),
  ROUTE_UNUSED(503, Culprit.SERVER, "No function answers at this path"),
  ROUTE_AMBIGUOUS(500, Culprit.SERVER, "Several functions would answer at this path"),
  DELIVERY_FAILED(503, Culprit.SERVER, "The event could not be delivered"),
  SOURCE_PAUSED(503, Culprit.SERVER, "The source is paused"),
  STORAGE_UNAVAILABLE(503, Culprit.SERVER, "The storage is not available"),
  SHUTTING_DOWN(503, Culprit.SERVER, "The server is shutting down");

  private final int status;
  private final Culprit culprit;
  private final String title;

  ErrorCode(int status, Culprit culprit, String title) {
    this.status = status;
    this.culprit = culprit;
    this.title = title;
  }

  /** The stable code on the wire, for example {@code function-not-found}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The HTTP status that goes with the code. */
  public int status() {
    return status;
  }

  /** Who has to act. */
  public Culprit culprit() {
    return culprit;
  }

  /** One short sentence without a full stop, the same for every occurrence. */
  public String title() {
    return title;
  }

  /** The error of this wire code; empty when a newer server sent one that is not known here. */
  public static Optional<ErrorCode> of(String code) {
    return Arrays.stream(values()).filter(e -> e.code().equals(code)).findFirst();
  }
}

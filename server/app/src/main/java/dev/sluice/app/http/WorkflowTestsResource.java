package dev.sluice.app.http;

import dev.sluice.api.ErrorCode;
import dev.sluice.api.WorkflowTest;
import dev.sluice.core.SluiceException;
import dev.sluice.core.workflow.test.TestResult;
import dev.sluice.core.workflow.test.TestSpec;
import dev.sluice.core.workflow.test.WorkflowTests;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Tests workflows. A workflow may be called "test", an execution is not. Thread-safe. */
@Path("/v1/executions/test")
@Produces(MediaType.APPLICATION_JSON)
public final class WorkflowTestsResource {
  private static final int MOST_BYTES = 4 << 20;

  private final WorkflowTests tests;

  WorkflowTestsResource(WorkflowTests tests) {
    this.tests = tests;
  }

  /** Runs a workflow, or one task of it, with mocks; nothing is kept, called or published. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public Response test(
      @Context SecurityContext caller,
      @HeaderParam(HttpHeaders.CONTENT_LENGTH) @Nullable String length,
      InputStream body) {
    WorkflowTest test = Json.read(Bodies.read(body, length, MOST_BYTES), WorkflowTest.class);
    String definition = Params.text(test.definition());
    String workflow = Params.text(test.workflow());
    if ((definition == null) == (workflow == null)) {
      throw new SluiceException(
          ErrorCode.INVALID_REQUEST,
          "A test has either a definition or a workflow.",
          "Send the text as 'definition', or the name of one that is deployed as 'workflow'.");
    }
    if (workflow == null && test.qualifier() != null) {
      throw SluiceException.of(ErrorCode.INVALID_REQUEST, "A qualifier goes with a workflow.");
    }
    TestSpec spec = WorkflowTestWire.spec(test);
    TestResult result =
        workflow == null
            ? tests.ofText(String.valueOf(definition), spec)
            : tests.ofWorkflow(
                CallerContext.namespace(caller), workflow, Params.text(test.qualifier()), spec);
    return Answers.ok(WorkflowTestWire.result(result)).build();
  }
}

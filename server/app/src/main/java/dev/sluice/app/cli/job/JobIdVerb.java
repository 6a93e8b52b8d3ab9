package dev.sluice.app.cli.job;

import dev.sluice.api.JobInfo;
import dev.sluice.app.cli.shell.ServerVerb;
import dev.sluice.app.cli.shell.Shell;
import dev.sluice.app.cli.text.Json;
import dev.sluice.client.SluiceClient;
import java.io.IOException;
import picocli.CommandLine.Parameters;

/** A verb that does something to a job, and shows what it is then. Not thread-safe. */
abstract class JobIdVerb extends ServerVerb {
  @Parameters(paramLabel = "ID", description = "The job's id.")
  String id = "";

  JobIdVerb(Shell shell) {
    super(shell);
  }

  /** Does it. */
  protected abstract JobInfo apply(SluiceClient client) throws IOException;

  @Override
  protected final int run(SluiceClient client) throws IOException {
    JobInfo job = apply(client);
    console().print(json() ? Json.pretty(job) : words(job));
    return OK;
  }

  /** What people are told. */
  protected String words(JobInfo job) {
    return "job " + job.id() + " is " + job.status() + "\n";
  }
}

package dev.sluice.studio.core.workflow;

import dev.sluice.api.ErrorCode;
import dev.sluice.api.WorkflowInfo;
import dev.sluice.client.SluiceApiException;
import dev.sluice.client.SluiceClient;
import dev.sluice.layout.LayoutFile;
import dev.sluice.studio.core.StudioSession;
import dev.sluice.studio.core.connection.Failure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A workflow of the server: saving deploys it. Places of states are kept on this machine. Confined
 * to the UI thread.
 */
public final class ServerSource implements WorkflowSource {
  private final StudioSession session;
  private final String name;
  private final boolean fresh;
  private final Path layouts;
  private @Nullable WorkflowInfo base;

  /**
   * A workflow by its name.
   *
   * @param fresh whether it is to be made
   * @param layouts the folder for places of states
   */
  public ServerSource(StudioSession session, String name, boolean fresh, Path layouts) {
    this.session = session;
    this.name = name;
    this.fresh = fresh;
    this.layouts = layouts;
  }

  /** What a new workflow says. */
  static String template(String name) {
    return """
        document:
          dsl: 1.0.3
          namespace: default
          name: %s
          version: 1.0.0
        do: []
        """
        .formatted(name);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String verb() {
    return "Deploy";
  }

  @Override
  public boolean remote() {
    return true;
  }

  private record Read(WorkflowInfo info, LayoutFile layout) {}

  @Override
  public void load(Consumer<Loaded> done, Consumer<Failure> failed) {
    if (fresh && base == null) {
      done.accept(new Loaded(template(name), LayoutFile.EMPTY, "new, not deployed", true));
      return;
    }
    session
        .server()
        .calls()
        .start(
            "Opening " + name,
            client -> new Read(client.workflows().get(name, null), layout()),
            read -> {
              base = read.info();
              String text = String.valueOf(read.info().definition());
              done.accept(new Loaded(text, read.layout(), stands(read.info()), false));
            },
            failed);
  }

  private LayoutFile layout() throws IOException {
    Path file = layouts.resolve(LayoutFile.nameFor(name));
    return Files.exists(file) ? LayoutFile.read(Files.readString(file)) : LayoutFile.EMPTY;
  }

  /** What came of a deploy; null info where somebody else was quicker. */
  private record Deployed(@Nullable WorkflowInfo info) {}

  @Override
  public void save(
      String text,
      LayoutFile layout,
      boolean force,
      Consumer<Saved> done,
      Consumer<Failure> failed) {
    WorkflowInfo known = base;
    session
        .server()
        .calls()
        .start(
            "Deploying " + name,
            client -> deploy(client, text, layout, force, known),
            deployed -> done.accept(saved(deployed, known)),
            failed);
  }

  private Deployed deploy(
      SluiceClient client,
      String text,
      LayoutFile layout,
      boolean force,
      @Nullable WorkflowInfo known)
      throws IOException {
    if (!force && changedMeanwhile(client, known)) {
      return new Deployed(null);
    }
    WorkflowInfo info = client.workflows().deploy(null, text.getBytes(StandardCharsets.UTF_8));
    Files.createDirectories(layouts);
    Path file = layouts.resolve(LayoutFile.nameFor(info.name()));
    if (layout.isEmpty()) {
      Files.deleteIfExists(file);
    } else {
      Files.writeString(file, layout.write());
    }
    return new Deployed(info);
  }

  private boolean changedMeanwhile(SluiceClient client, @Nullable WorkflowInfo known)
      throws IOException {
    try {
      WorkflowInfo newest = client.workflows().get(name, null);
      return known == null || newest.version() != known.version();
    } catch (SluiceApiException e) {
      if (e.is(ErrorCode.WORKFLOW_NOT_FOUND)) {
        return false;
      }
      throw e;
    }
  }

  private Saved saved(Deployed deployed, @Nullable WorkflowInfo known) {
    WorkflowInfo info = deployed.info();
    if (info == null) {
      return new Saved(
          known == null
              ? "There is a workflow "
                  + name
                  + " already. Reload shows it, Overwrite deploys yours"
                  + " as a new version."
              : "Someone else has deployed "
                  + name
                  + ". Reload drops your changes, Overwrite"
                  + " deploys yours as a new version.",
          "",
          true);
    }
    base = info;
    boolean same = known != null && known.version() == info.version();
    return new Saved(
        same
            ? "Nothing to deploy: version " + info.version() + " has the same text."
            : "Deployed version " + info.version() + ".",
        stands(info),
        false);
  }

  private static String stands(WorkflowInfo info) {
    return "version " + info.version();
  }
}

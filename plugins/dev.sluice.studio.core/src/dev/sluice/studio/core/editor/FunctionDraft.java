package dev.sluice.studio.core.editor;

import dev.sluice.api.BindingSpec;
import dev.sluice.api.FunctionInfo;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A function as it stands in the editor: all fields as typed, right or wrong. Two drafts are equal
 * when deploying either would do the same.
 *
 * @param code the text of the source file; null when the code is an archive
 * @param environmentFrom variables whose values come from secrets or from the platform
 * @param async how events are run that nobody waits for
 * @param bindings resources that are read before it runs and written after it
 * @param policy what it may do, and how long its log is kept
 */
public record FunctionDraft(
    String runtime,
    String handler,
    String description,
    DraftLimits limits,
    List<Entry> environment,
    List<Entry> labels,
    @Nullable String code,
    List<Reference> environmentFrom,
    DraftAsync async,
    List<BindingSpec> bindings,
    DraftPolicy policy) {
  public FunctionDraft {
    bindings = DraftBindings.plain(bindings);
    environment = List.copyOf(environment);
    labels = List.copyOf(labels);
    environmentFrom = List.copyOf(environmentFrom);
  }

  /** One without variables from elsewhere and bindings, whose events are run as usual. */
  public FunctionDraft(
      String runtime,
      String handler,
      String description,
      DraftLimits limits,
      List<Entry> environment,
      List<Entry> labels,
      @Nullable String code) {
    this(
        runtime,
        handler,
        description,
        limits,
        environment,
        labels,
        code,
        List.of(),
        DraftAsync.USUAL,
        List.of(),
        DraftPolicy.USUAL);
  }

  /** What the server has. */
  static FunctionDraft of(FunctionInfo info, @Nullable String code) {
    return new FunctionDraft(
        info.runtime(),
        info.handler(),
        info.description(),
        DraftLimits.of(info),
        Entry.of(info.environment()),
        Entry.of(info.labels()),
        code,
        Reference.of(info.environmentFrom()),
        DraftAsync.of(info.async()),
        info.bindings(),
        DraftPolicy.of(info));
  }

  /** The text of a field of the page Configuration; empty for what is usual. */
  public String text(DraftField field) {
    return switch (field) {
      case ROLE -> policy.role();
      case LOG_RETENTION -> policy.logDays();
      default -> async.get(field);
    };
  }

  /** The same with another text of a field of the page Configuration. */
  public FunctionDraft withText(DraftField field, String now) {
    return switch (field) {
      case ROLE -> withPolicy(new DraftPolicy(now.strip(), policy.logDays()));
      case LOG_RETENTION -> withPolicy(new DraftPolicy(policy.role(), now));
      default -> withAsync(async.with(field, now));
    };
  }

  /** The same with another runtime. */
  public FunctionDraft withRuntime(String now) {
    return edited(edit -> edit.runtime = now);
  }

  /** The same with another handler. */
  public FunctionDraft withHandler(String now) {
    return edited(edit -> edit.handler = now);
  }

  /** The same with another description. */
  public FunctionDraft withDescription(String now) {
    return edited(edit -> edit.description = now);
  }

  /** The same with other limits. */
  public FunctionDraft withLimits(DraftLimits now) {
    return edited(edit -> edit.limits = now);
  }

  /** The same with another environment. */
  public FunctionDraft withEnvironment(List<Entry> now) {
    return edited(edit -> edit.environment = now);
  }

  /** The same with other labels. */
  public FunctionDraft withLabels(List<Entry> now) {
    return edited(edit -> edit.labels = now);
  }

  /** The same with other code. */
  public FunctionDraft withCode(String now) {
    return edited(edit -> edit.code = now);
  }

  /** The same with other variables from elsewhere. */
  public FunctionDraft withEnvironmentFrom(List<Reference> now) {
    return edited(edit -> edit.environmentFrom = now);
  }

  /** The same with something else for events that nobody waits for. */
  public FunctionDraft withAsync(DraftAsync now) {
    return edited(edit -> edit.async = now);
  }

  /** The same with other bindings. */
  public FunctionDraft withBindings(List<BindingSpec> now) {
    return edited(edit -> edit.bindings = now);
  }

  private FunctionDraft withPolicy(DraftPolicy now) {
    return edited(edit -> edit.policy = now);
  }

  private FunctionDraft edited(Consumer<Edit> change) {
    Edit edit = new Edit(this);
    change.accept(edit);
    return edit.done();
  }

  /** The fields that one can be made with another value of. Confined to one thread. */
  private static final class Edit {
    private String runtime;
    private String handler;
    private String description;
    private DraftLimits limits;
    private List<Entry> environment;
    private List<Entry> labels;
    private @Nullable String code;
    private List<Reference> environmentFrom;
    private DraftAsync async;
    private List<BindingSpec> bindings;
    private DraftPolicy policy;

    private Edit(FunctionDraft of) {
      this.runtime = of.runtime;
      this.handler = of.handler;
      this.description = of.description;
      this.limits = of.limits;
      this.environment = of.environment;
      this.labels = of.labels;
      this.code = of.code;
      this.environmentFrom = of.environmentFrom;
      this.async = of.async;
      this.bindings = of.bindings;
      this.policy = of.policy;
    }

    private FunctionDraft done() {
      return new FunctionDraft(
          runtime,
          handler,
          description,
          limits,
          environment,
          labels,
          code,
          environmentFrom,
          async,
          bindings,
          policy);
    }
  }
}

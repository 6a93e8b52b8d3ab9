package dev.sluice.core.workflow.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.core.workflow.engine.Frame.Phase;
import dev.sluice.core.workflow.engine.HistoryEvent.Purpose;
import dev.sluice.core.workflow.engine.Program.Code;
import dev.sluice.core.workflow.engine.Program.Shape;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One turn of an execution: does what is ready, within bounds. Confined to one thread. */
final class Turn {
  private final State state;
  private final Surroundings around;
  private final Engine.Inspector inspector;
  private final Errors errors;
  private final List<HistoryEvent> events = new ArrayList<>();

  Turn(State state, Surroundings around, Engine.Inspector inspector) {
    this.state = state;
    this.around = around;
    this.inspector = inspector;
    this.errors = new Errors(state, around, this::emit);
  }

  List<HistoryEvent> events() {
    return events;
  }

  void emit(HistoryEvent event) {
    events.add(event);
    state.apply(event);
  }

  long now() {
    return around.now().toEpochMilli();
  }

  /** Does what is ready. */
  void run() {
    for (int left = around.steps(); left > 0 && state.isReady(); left--) {
      step(state.frame(state.ready().iterator().next()));
    }
  }

  void start(String id, JsonNode raw) {
    JsonNode given =
        raw.isNull() || raw.isMissingNode() ? JsonNodeFactory.instance.objectNode() : raw;
    Program program = state.program();
    Frame none = new Frame(0, -1, -1, now(), given, given);
    try {
      View view = new View(state, around, none, null, given, null, null, now());
      JsonNode input = shaped(program.input(), given, view, "the workflow's input");
      emit(new HistoryEvent.Started(id, now(), given, input));
    } catch (RaisedException e) {
      emit(new HistoryEvent.Started(id, now(), given, given));
      emit(new HistoryEvent.Faulted(now(), e.error().at("/input")));
      return;
    }
    if (program.timeout() != null) {
      Frame root = state.frame(0);
      try {
        Data data = View.of(state, around, root).data(root.input);
        timer(root, Purpose.TIMEOUT, program.timeout().due(data));
      } catch (RaisedException e) {
        emit(new HistoryEvent.Faulted(now(), e.error().at("/timeout")));
      }
    }
  }

  private void step(Frame frame) {
    if (frame.phase == Phase.SCOPE || frame.phase == Phase.HANDLER) {
      tasks(frame);
      return;
    }
    Code code = state.program().tasks().get(frame.task);
    try {
      leaf(frame, code);
    } catch (RaisedException e) {
      errors.raise(state.frame(frame.parent), e.error().at(code.pointer()));
    }
  }

  private void tasks(Frame frame) {
    List<Integer> tasks =
        frame.scope < 0 ? List.of() : state.program().scopes().get(frame.scope).tasks();
    if (frame.cursor == Program.END) {
      complete(frame.data);
    } else if (frame.cursor >= 0 && frame.cursor < tasks.size()) {
      int number = tasks.get(frame.cursor);
      Code code = state.program().tasks().get(number);
      try {
        begin(frame, number, code);
      } catch (RaisedException e) {
        errors.raise(frame, e.error().at(code.pointer()));
      }
    } else if (frame.id == 0) {
      complete(frame.data);
    } else if (frame.branch >= 0) {
      emit(new HistoryEvent.Left(frame.id, -1, now(), frame.data, null, 0));
    } else {
      done(frame, state.program().tasks().get(frame.task));
    }
  }

  private void done(Frame frame, Code code) {
    try {
      if (code.work() instanceof Work.For loop) {
        next(frame, code, loop, frame.index + 1);
      } else if (code.work() instanceof Work.Listen listen && listen.each() != null) {
        handled(frame, code, listen.each());
      } else {
        leave(frame, code, frame.data);
      }
    } catch (RaisedException e) {
      errors.raise(state.frame(frame.parent), e.error().at(code.pointer()));
    }
  }

  /** Does a task at once, or enters it. */
  private void begin(Frame owner, int number, Code code) {
    View before = View.of(state, around, owner, code);
    JsonNode raw = owner.data;
    if (code.condition() != null && !before.data(raw).test(code.condition())) {
      passed(owner, number, raw, null, code.next(), "skipped");
      return;
    }
    JsonNode input = shaped(code.input(), raw, before, "the input");
    inspector.input(number, raw, input);
    View view = before.withInput(input);
    Data data = view.data(input);
    if (code.work() instanceof Work.Set set) {
      pass(owner, number, code, view, set.value().fill(data), code.next(), null);
    } else if (code.work() instanceof Work.Switch choice) {
      choose(owner, number, code, view, choice, data);
    } else if (code.work() instanceof Work.Emit emission) {
      ObjectNode event = event(emission.event().fill(data));
      emit(new HistoryEvent.Emitted(owner.id, number, event));
      pass(owner, number, code, view, event, code.next(), null);
    } else if (code.work() instanceof Work.Raise raise) {
      JsonNode error = raise.error().fill(data);
      if (!error.isObject()) {
        throw new RaisedException(WorkflowError.configuration("what is raised is no error"));
      }
      throw new RaisedException(WorkflowError.of(error));
    } else {
      enter(owner, number, code, raw, data);
    }
  }

  private void enter(Frame owner, int number, Code code, JsonNode raw, Data data) {
    JsonNode input = data.input();
    if (code.work() instanceof Work.Use used && used.arguments() != null) {
      input = used.arguments().fill(data);
    }
    Instant due = code.timeout() == null ? null : code.timeout().due(data);
    int frame = state.nextFrame();
    emit(new HistoryEvent.Entered(frame, owner.id, number, now(), raw, input));
    if (due != null) {
      timer(state.frame(frame), Purpose.TIMEOUT, due);
    }
    if (code.work() instanceof Work.Try) {
      errors.attempt(state.frame(frame));
    }
  }

  private void choose(
      Frame owner, int number, Code code, View view, Work.Switch choice, Data data) {
    for (Work.Case one : choice.cases()) {
      if (one.when() == null || data.test(one.when())) {
        pass(owner, number, code, view, data.input(), one.next(), one.name());
        return;
      }
    }
    pass(owner, number, code, view, data.input(), code.next(), null);
  }

  private void pass(
      Frame owner,
      int number,
      Code code,
      View view,
      JsonNode result,
      int next,
      @Nullable String note) {
    inspector.rawOutput(number, result);
    JsonNode output = shaped(code.output(), result, view.withOutput(result), "the output");
    passed(owner, number, output, exported(code, view, output), next, note);
  }

  private void passed(
      Frame owner,
      int number,
      JsonNode output,
      @Nullable JsonNode context,
      int next,
      @Nullable String note) {
    emit(new HistoryEvent.Passed(owner.id, number, now(), output, context, next, note));
  }

  private @Nullable JsonNode exported(Code code, View view, JsonNode output) {
    return code.export().change() == null && code.export().schema() == null
        ? null
        : shaped(code.export(), output, view.withOutput(output), "what is exported");
  }

  /** Changes data as a definition says, and checks them: input before, the rest after. */
  private static JsonNode shaped(Shape shape, JsonNode value, View view, String what) {
    boolean first = what.endsWith("input");
    if (first) {
      check(shape, value, what);
    }
    JsonNode changed = shape.change() == null ? value : shape.change().fill(view.data(value));
    if (!first) {
      check(shape, changed, what);
    }
    return changed;
  }

  private static void check(Shape shape, JsonNode value, String what) {
    String problem = shape.schema() == null ? null : shape.schema().problem(value);
    if (problem != null) {
      throw new RaisedException(WorkflowError.validation(what + ": " + problem));
    }
  }

  private void leaf(Frame frame, Code code) {
    View view = View.of(state, around, frame, code, frame.input);
    Data data = view.data(frame.input);
    boolean fresh = frame.phase == Phase.NEW;
    if (code.work() instanceof Work.For loop) {
      if (fresh) {
        emit(new HistoryEvent.Looped(frame.id, items(data.evaluate(loop.in()))));
      } else {
        next(frame, code, loop, 0);
      }
    } else if (code.work() instanceof Work.Fork fork) {
      fork(frame, code, fork, fresh);
    } else if (code.work() instanceof Work.Wait wait) {
      if (fresh) {
        timer(frame, Purpose.WAIT, wait.delay().due(data));
      } else {
        leave(frame, code, frame.input);
      }
    } else if (code.work() instanceof Work.Listen listen) {
      listen(frame, code, listen, data, fresh);
    } else if (code.work() instanceof Work.Call call) {
      call(frame, code, call, data, fresh);
    }
  }

  private static JsonNode items(JsonNode value) {
    if (value.isNull()) {
      return JsonNodeFactory.instance.arrayNode();
    }
    if (!value.isArray()) {
      throw new RaisedException(WorkflowError.configuration("what 'in' gives is no array"));
    }
    return value;
  }

  private void next(Frame frame, Code code, Work.For loop, int index) {
    if (index < frame.items.size() && goesOn(frame, code, loop, index)) {
      emit(new HistoryEvent.Iterated(frame.id, index));
    } else {
      leave(frame, code, frame.data);
    }
  }

  private boolean goesOn(Frame frame, Code code, Work.For loop, int index) {
    if (loop.during() == null) {
      return true;
    }
    JsonNode at = JsonNodeFactory.instance.numberNode(index);
    return View.of(state, around, frame, code, frame.input)
        .data(frame.data)
        .with(loop.each(), frame.items.get(index))
        .with(loop.at(), at)
        .test(loop.during());
  }

  private void fork(Frame frame, Code code, Work.Fork fork, boolean fresh) {
    if (fresh) {
      for (int i = 0; i < fork.branches().size(); i++) {
        emit(new HistoryEvent.BranchEntered(state.nextFrame(), frame.id, i));
      }
    } else if (frame.cursor == Program.END) {
      complete(frame.data);
    } else if (fork.compete()) {
      leave(frame, code, frame.outputs.values().iterator().next());
    } else if (frame.outputs.size() < fork.branches().size()) {
      emit(new HistoryEvent.Listening(frame.id));
    } else {
      ArrayNode outputs = JsonNodeFactory.instance.arrayNode();
      for (int i = 0; i < fork.branches().size(); i++) {
        outputs.add(frame.outputs.get(i));
      }
      leave(frame, code, outputs);
    }
  }

  private void listen(Frame frame, Code code, Work.Listen listen, Data data, boolean fresh) {
    Work.Each each = listen.each();
    if (each != null && frame.made.size() < frame.consumed.size()) {
      emit(new HistoryEvent.Iterated(frame.id, frame.made.size()));
    } else if (!fresh && Events.isEnough(frame, listen.events(), data)) {
      ArrayNode all = JsonNodeFactory.instance.arrayNode();
      leave(frame, code, all.addAll(each == null ? frame.consumed : frame.made));
    } else {
      emit(new HistoryEvent.Listening(frame.id));
    }
  }

  private void handled(Frame frame, Code code, Work.Each each) {
    JsonNode result = frame.data;
    if (each.output() != null) {
      View view = View.of(state, around, frame, code, frame.input).withOutput(result);
      result = each.output().fill(view.data(result));
    }
    emit(new HistoryEvent.EventHandled(frame.id, result));
  }

  private void call(Frame frame, Code code, Work.Call call, Data data, boolean fresh) {
    if (fresh) {
      JsonNode request = Requests.of(call, call.shown(), data);
      String key = state.id() + ":" + frame.id;
      emit(new HistoryEvent.CallScheduled(frame.id, key, call.kind(), request, call.await()));
    } else if (frame.error != null) {
      throw new RaisedException(frame.error);
    } else {
      leave(frame, code, Requests.output(call, data, Data.orNull(frame.result)));
    }
  }

  private void leave(Frame frame, Code code, JsonNode result) {
    inspector.rawOutput(frame.task, result);
    View view =
        View.of(state, around, state.frame(frame.parent), code, frame.input).withOutput(result);
    View begun =
        new View(
            state,
            around,
            state.frame(frame.parent),
            code,
            frame.raw,
            frame.input,
            result,
            frame.startedAt);
    JsonNode output = shaped(code.output(), result, begun, "the output");
    JsonNode context = exported(code, view, output);
    emit(new HistoryEvent.Left(frame.id, frame.task, now(), output, context, code.next()));
  }

  private void complete(JsonNode data) {
    Frame root = state.frame(0);
    try {
      View view = View.of(state, around, root).withOutput(data);
      JsonNode output = shaped(state.program().output(), data, view, "the workflow's output");
      emit(new HistoryEvent.Completed(now(), output));
    } catch (RaisedException e) {
      emit(new HistoryEvent.Faulted(now(), e.error().at("/output")));
    }
  }

  private void timer(Frame frame, Purpose purpose, Instant due) {
    emit(new HistoryEvent.TimerSet(state.nextTimer(), frame.id, purpose, due.toEpochMilli()));
  }

  private ObjectNode event(JsonNode with) {
    if (!with.isObject()) {
      throw new RaisedException(WorkflowError.configuration("what is emitted is no event"));
    }
    ObjectNode event = JsonNodeFactory.instance.objectNode();
    event.put("specversion", "1.0").put("id", around.ids().next());
    event.put("time", around.now().toString());
    event.setAll((ObjectNode) with);
    if (!event.path("source").isTextual() || !event.path("type").isTextual()) {
      throw new RaisedException(WorkflowError.configuration("an event needs a source and a type"));
    }
    return event;
  }

  /** A timer fires. */
  void fire(int number) {
    State.Timer timer = state.timers().get(number);
    if (timer == null || state.status().isOver()) {
      return;
    }
    emit(new HistoryEvent.TimerFired(number, now()));
    Frame frame = state.has(timer.frame()) ? state.frame(timer.frame()) : null;
    if (frame == null) {
      return;
    }
    switch (timer.purpose()) {
      case RETRY -> errors.attempt(frame);
      case ATTEMPT_TIMEOUT ->
          errors.raise(frame, tooLong("an attempt took too long").at(pointer(frame)));
      case TIMEOUT ->
          errors.raise(
              frame.id == 0 ? frame : state.frame(frame.parent),
              tooLong(frame.id == 0 ? "the workflow took too long" : "the task took too long")
                  .at(pointer(frame)));
      case WAIT -> {
        // The frame goes on by itself.
      }
    }
  }

  private static WorkflowError tooLong(String detail) {
    return WorkflowError.timeout(detail);
  }

  private String pointer(Frame frame) {
    return frame.task < 0 ? "/" : state.program().tasks().get(frame.task).pointer();
  }

  /** An event arrives; whoever waits for it takes it. */
  void deliver(JsonNode event) {
    if (state.hasSeen(event)) {
      return;
    }
    for (Frame frame : state.frames()) {
      if (frame.task < 0 || frame.phase == Phase.NEW) {
        continue;
      }
      Code code = state.program().tasks().get(frame.task);
      if (code.work() instanceof Work.Listen listen) {
        Data data = View.of(state, around, frame, code, frame.input).data(frame.input);
        Events.take(frame, listen, event, data, now()).ifPresent(this::emit);
      }
    }
  }

  /** Ends of calls are told by their keys. */
  void ended(String key, @Nullable JsonNode result, @Nullable WorkflowError error) {
    for (Frame frame : state.frames()) {
      if (key.equals(frame.key) && !state.status().isOver()) {
        emit(
            error == null
                ? new HistoryEvent.Returned(
                    frame.id, now(), result == null ? NullNode.instance : result)
                : new HistoryEvent.Failed(frame.id, now(), error));
        return;
      }
    }
  }
}

package dev.sluice.core.workflow.engine;

/** All that a state is, as text: two states that are the same have the same. */
final class StateText {
  private StateText() {}

  static String of(State state) {
    StringBuilder text = new StringBuilder();
    text.append(state.id())
        .append(' ')
        .append(state.status())
        .append(' ')
        .append(state.startedAt());
    text.append(' ').append(state.endedAt()).append(' ').append(state.raw()).append(' ');
    text.append(state.context()).append(' ').append(state.output()).append(' ');
    text.append(state.error()).append('\n').append(state.ready()).append(state.timers());
    text.append(state.nextFrame()).append(' ').append(state.nextTimer()).append('\n');
    for (Frame f : state.frames()) {
      text.append(f.id).append(' ').append(f.parent).append(' ').append(f.task).append(' ');
      text.append(f.startedAt).append(' ').append(f.raw).append(' ').append(f.input).append(' ');
      text.append(f.phase).append(' ').append(f.scope).append(' ').append(f.cursor).append(' ');
      text.append(f.data).append(' ').append(f.branch).append(' ').append(f.items).append(' ');
      text.append(f.index).append(' ').append(f.attempt).append(' ').append(f.error).append(' ');
      text.append(f.result).append(' ').append(f.key).append(' ').append(f.consumed).append(' ');
      text.append(f.filters).append(f.made).append(f.keys).append(f.seen).append(f.outputs);
      text.append('\n');
    }
    return text.toString();
  }
}

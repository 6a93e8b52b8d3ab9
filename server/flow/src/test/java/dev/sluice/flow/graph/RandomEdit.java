package dev.sluice.flow.graph;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Edits of all kinds, most of them of what is there. */
final class RandomEdit {
  private RandomEdit() {}

  static GraphEdit of(Random random, ScopeModel model) {
    List<String> names = new ArrayList<>(model.names());
    String fresh = "n" + random.nextInt(1000);
    ObjectNode body = JsonNodeFactory.instance.objectNode().put("wait", "PT7S");
    if (names.isEmpty()) {
      return new AddTask(null, fresh, body);
    }
    String name = names.get(random.nextInt(names.size()));
    String other = names.get(random.nextInt(names.size()));
    String target = random.nextInt(4) == 0 ? "exit" : other;
    return switch (random.nextInt(11)) {
      case 0 -> new AddTask(name, fresh, body);
      case 1 -> new AddTask(random.nextBoolean() ? null : State.START, fresh, body);
      case 2, 3 -> new RemoveTask(name);
      case 4 -> new RenameTask(name, fresh);
      case 5 -> new MoveTask(name, random.nextInt(names.size()));
      case 6 -> new SetThen(name, random.nextInt(3) == 0 ? null : target);
      case 7 -> new AddCase(name, fresh, random.nextInt(3) == 0 ? null : ".y", target);
      case 8 -> {
        List<String> cases = model.cases(name);
        String one = cases.isEmpty() ? "c0" : cases.get(random.nextInt(cases.size()));
        yield new SetCase(name, one, target);
      }
      case 9 ->
          new SetValue(
              name,
              List.of("metadata", "note"),
              random.nextBoolean() ? null : JsonNodeFactory.instance.textNode("kept: " + fresh));
      default -> {
        List<String> cases = model.cases(name);
        boolean open = model.isSwitch(name) && model.goesOn(name) && !cases.isEmpty();
        yield open
            ? new RemoveCase(name, cases.get(random.nextInt(cases.size())))
            : new MoveTask(other, random.nextInt(names.size()));
      }
    };
  }
}

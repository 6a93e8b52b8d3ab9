package dev.sluice.flow.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * Edits of one list, each as small as it can be: no line changes but those of the item. They
 * describe the document that they are made of; one that was edited needs new ones. Immutable.
 */
public final class ListEdits {
  private final Document document;
  private final ListNode list;
  private final BlockEdits blocks;
  private final FlowEdits flows;
  private final ValueText values;

  /** Of a list of the document's tree. */
  public ListEdits(Document document, ListNode list) {
    this.document = document;
    this.list = list;
    this.blocks = new BlockEdits(document);
    this.flows = new FlowEdits(document);
    this.values = new ValueText(document.syntax(), document.lineEnd());
  }

  /**
   * Puts in an item.
   *
   * @param index how many items stand before it
   */
  public List<TextEdit> insert(int index, JsonNode value) {
    if (list.flow()) {
      return flows.insert(
          list.span(), spans(), index, indent -> flows.value(value, list.span(), indent));
    }
    return blocks.insert(Parts.of(document, list), index, indent -> values.item(value, indent));
  }

  /** Takes out an item, with the comments right above it and on its lines. */
  public List<TextEdit> remove(int index) {
    if (list.flow()) {
      return flows.remove(spans(), index);
    }
    // The dash may stand as far left as the key above; a bracket may not.
    return list.items().size() == 1
        ? List.of(new TextEdit(list.span(), " []"))
        : blocks.remove(Parts.of(document, list), index);
  }

  /**
   * Puts the items in another order. Comments right above an item go with it, other comments and
   * blank lines stay where they are.
   *
   * @param order the indexes of the items as they are now
   */
  public List<TextEdit> reorder(List<Integer> order) {
    if (!order.stream().sorted().toList().equals(indexes())) {
      throw new IllegalArgumentException("No order of " + list.items().size() + " items");
    }
    return list.flow()
        ? flows.reorder(spans(), order)
        : blocks.reorder(Parts.of(document, list), order);
  }

  private List<Integer> indexes() {
    return java.util.stream.IntStream.range(0, list.items().size()).boxed().toList();
  }

  private List<Span> spans() {
    return list.items().stream()
        .map(item -> new Span(item.from(), Math.max(item.from(), item.span().end())))
        .toList();
  }
}

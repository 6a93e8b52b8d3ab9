package dev.sluice.flow.validate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.flow.text.Document;
import dev.sluice.flow.text.Problem;
import dev.sluice.flow.text.TextEdit;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What quick fixes make of documents. */
class QuickFixesTest {
  private static final String HEAD =
      """
      document:  # kept
        dsl: 1.0.0
        namespace: n
        name: w
        version: 1.0.0
      """;

  @Test
  void shouldChangeAKeyOrRemoveIt() {
    String text = HEAD + "do:\n  - first:\n      sett: {a: 1}  # kept, too\n";
    assertThat(labels(text)).containsExactly("Change 'sett' to 'set'", "Remove 'sett'");
    assertThat(fixed(text, 0)).isEqualTo(text.replace("sett", "set"));
  }

  @Test
  void shouldLeadATransitionToWhatWasMeantOrOn() {
    String text =
        HEAD
            + """
            do:
              - first:
                  set: {a: 1}
                  then: 'sekond' # kept
              - second:
                  set: {b: 1}
            """;
    assertThat(labels(text))
        .containsExactly("Change 'sekond' to 'second'", "Go on with the next task");
    assertThat(fixed(text, 0)).isEqualTo(text.replace("sekond", "second"));
    assertThat(fixed(text, 1)).isEqualTo(text.replace("'sekond'", "'continue'"));
  }

  @Test
  void shouldNameASecondTaskOtherwise() {
    String text =
        HEAD
            + """
            do:
              - one:
                  set: {a: 1}
              - one2:
                  set: {b: 1}
              - one:
                  set: {c: 1}
            """;
    assertThat(labels(text)).containsExactly("Rename it to 'one3'");
    assertThat(fixed(text, 0)).contains("  - one:\n      set: {a", "  - one3:\n      set: {c");
  }

  @Test
  void shouldNameASecondCaseOtherwise() {
    String text =
        HEAD
            + """
            do:
              - pick:
                  switch:
                    - big: {when: .n > 1, then: end}
                    - big: {then: exit}
            """;
    assertThat(labels(text)).containsExactly("Rename it to 'big2'");
    assertThat(fixed(text, 0)).contains("- big2: {then: exit}");
  }

  @Test
  void shouldRemoveATaskThatNothingLeadsTo() {
    String text =
        HEAD
            + """
            do:
              - first:
                  set: {a: 1}
                  then: end
              - never:
                  set: {b: 1}
            """;
    assertThat(labels(text)).containsExactly("Remove the task 'never'");
    assertThat(fixed(text, 0)).doesNotContain("never");
  }

  @Test
  void shouldTakeAVersionOfTheLanguageThatIsRead() {
    String text = HEAD.replace("dsl: 1.0.0", "dsl: '9.0.0'") + "do:\n  - a:\n      set: {a: 1}\n";
    assertThat(fixed(text, 0)).isEqualTo(text.replace("'9.0.0'", "'1.0.0'"));
  }

  @Test
  void shouldOfferNothingWhereNothingIsKnown() {
    String text = HEAD + "do:\n  - a:\n      set: '${ .a[ }'\n";
    assertThat(problem(text)).isNotNull();
    assertThat(labels(text)).isEmpty();
  }

  private static Document document(String text) {
    Document document = Document.read(text).document();
    assertThat(document).isNotNull();
    return document;
  }

  private static Problem problem(String text) {
    List<Problem> problems = WorkflowValidator.check(document(text), null);
    assertThat(problems).isNotEmpty();
    return problems.get(0);
  }

  private static List<String> labels(String text) {
    return QuickFixes.of(document(text), problem(text)).stream()
        .map(QuickFixes.Fix::label)
        .toList();
  }

  /** The text after a fix, of which the problem is gone. */
  private static String fixed(String text, int index) {
    Problem problem = problem(text);
    QuickFixes.Fix fix = QuickFixes.of(document(text), problem).get(index);
    String after = TextEdit.apply(text, fix.edits());
    assertThat(WorkflowValidator.check(document(after), null))
        .as(after)
        .noneMatch(left -> left.code() == problem.code() && left.path().equals(problem.path()));
    return after;
  }
}

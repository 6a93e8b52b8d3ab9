package dev.sluice.flow.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.flow.Conformance;
import dev.sluice.flow.text.Document;
import dev.sluice.flow.text.Values;
import org.junit.jupiter.api.Test;

final class WorkflowFormatTest {
  @Test
  void shouldOrderKeysAndEvenIndents() {
    String text =
        """
        # head
        do:
            # about a
            - a:
                  then: end   # out
                  set:  {x:   1}

            -   b:
                  if: .x
                  # call
                  with:
                      method: get

                      endpoint: "https://x.y"
                  call: http


            - c:
                run:
                   shell:
                     command: |
                        a
                          b
        # about the document
        document:
           version: 1.0.0
           name: x
           dsl: '1.0.3'
        # tail
        """;

    assertThat(format(text))
        .isEqualTo(
            """
            # head
            # about the document
            document:
              dsl: '1.0.3'
              name: x
              version: 1.0.0
            do:
              # about a
              - a:
                  set:  {x:   1}
                  then: end   # out

              - b:
                  if: .x
                  call: http
                  # call
                  with:
                    method: get

                    endpoint: "https://x.y"

              - c:
                  run:
                    shell:
                      command: |
                         a
                           b
            # tail
            """);
  }

  @Test
  void shouldSpreadJson() {
    assertThat(format("{\"do\":[{\"a\":{\"then\":\"end\",\"set\":{}}}],\"document\":{}}"))
        .isEqualTo(
            """
            {
              "document": {},
              "do": [
                {
                  "a": {
                    "set": {},
                    "then": "end"
                  }
                }
              ]
            }
            """);
  }

  @Test
  void shouldLeaveOrderThatAliasesNeed() {
    String text = "do: &x\n  - a: {wait: PT1S}\ndocument: *x\n";

    assertThat(format(text)).isEqualTo(text);
  }

  @Test
  void shouldKeepValuesOfExamplesAndChangeThemOnce() {
    Conformance.examples()
        .forEach(
            (name, bytes) -> {
              Document before = Document.read(bytes).orThrow();
              Document once = WorkflowFormat.format(before);

              assertThat(Values.of(once.root())).as(name).isEqualTo(Values.of(before.root()));
              assertThat(WorkflowFormat.format(once).text()).as(name).isEqualTo(once.text());
              assertThat(once.text())
                  .as(name)
                  .startsWith(before.text().startsWith("#") ? "#" : "document:");
            });
  }

  private static String format(String text) {
    return WorkflowFormat.format(Document.read(text).orThrow()).text();
  }
}

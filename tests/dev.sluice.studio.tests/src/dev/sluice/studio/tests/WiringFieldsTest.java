package dev.sluice.studio.tests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.api.AssociationSpec;
import dev.sluice.api.AssociationSpec.Batch;
import dev.sluice.api.AssociationSpec.Combine;
import dev.sluice.api.AssociationSpec.Ordered;
import dev.sluice.api.AssociationSpec.Part;
import dev.sluice.api.AssociationSpec.Target;
import dev.sluice.api.SourceKindInfo;
import dev.sluice.api.SourceKindInfo.SourceOption;
import dev.sluice.studio.core.wiring.AssociationFields;
import dev.sluice.studio.core.wiring.SourceDraft;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What is typed into the forms of associations and sources. */
class WiringFieldsTest {
  private static AssociationSpec spec(Target target, Batch batch, Ordered ordered) {
    return spec(target, batch, ordered, null);
  }

  private static AssociationSpec spec(
      Target target, Batch batch, Ordered ordered, Combine combine) {
    return new AssociationSpec(
        "a",
        List.of("x", "y"),
        "type = 'z'",
        List.of(target, new Target("other", "live", null, ".data")),
        null,
        25,
        batch,
        ordered,
        combine,
        "why",
        "shop");
  }

  private static AssociationFields with(String batch, String window, String pauseAfter) {
    return new AssociationFields("", "", "", batch, window, pauseAfter, "", List.of());
  }

  @Test
  void shouldLoseNothingOfADefinition() {
    Map<String, Double> weights = new TreeMap<>(Map.of("1", 0.9, "12", 0.1));
    for (AssociationSpec spec :
        List.of(
            spec(new Target("f", null, null), null, null),
            spec(new Target("f", "3", null, "{a: .b}"), new Batch(10, 0.5), null),
            spec(new Target("f", null, weights), new Batch(500, 300.0), null),
            spec(new Target("f", null, Map.of("2", 1.0)), null, null),
            spec(new Target("f", null, null), null, new Ordered("subject", 4, "block", null)),
            spec(
                new Target("f", null, null),
                null,
                null,
                new Combine(
                    "a or b",
                    List.of(
                        new Part("a", "x", "type = 'a'", "$.data.n"),
                        new Part("b", null, null, null)),
                    "subject",
                    60.0)))) {
      AssociationFields fields = AssociationFields.of(spec);
      assertThat(fields.readable()).isTrue();
      assertThat(fields.spec(spec)).isEqualTo(spec);
    }
  }

  @Test
  void shouldSayWhichVersionsCannotBeRead() {
    assertThat(AssociationFields.versionProblem("latest")).isEmpty();
    assertThat(AssociationFields.versionProblem("1=25%, v2=75")).isEmpty();
    assertThat(AssociationFields.versionProblem(" ")).isPresent();
    assertThat(AssociationFields.versionProblem("1=ten")).isPresent();
    assertThat(AssociationFields.versionProblem("1=50, 2=40"))
        .hasValue("The shares sum to 90 %, not to 100 %.");
    assertThat(AssociationFields.versionProblem("1=50, 1=50")).isPresent();
  }

  @Test
  void shouldSayWhichNumbersCannotBe() {
    assertThat(with("", "", "").numberProblem()).isEmpty();
    assertThat(with("500", "0.5", "0").numberProblem()).isEmpty();
    assertThat(with("501", "", "").numberProblem()).isPresent();
    assertThat(with("0", "", "").numberProblem()).isPresent();
    assertThat(with("1", "soon", "").numberProblem()).isPresent();
    assertThat(with("", "", "-1").numberProblem()).isPresent();
    assertThat(with("", "", "1.5").numberProblem()).isPresent();
  }

  @Test
  void shouldMakeASourceOfWhatIsTyped() {
    SourceDraft draft =
        new SourceDraft(
            new SourceKindInfo(
                "kind",
                "A kind.",
                "pull",
                List.of(
                    new SourceOption("url", "text", "", null, true, null, null, null),
                    new SourceOption("most", "integer", "", null, false, null, 1L, 9L),
                    new SourceOption("wait", "duration", "", null, false, null, null, null),
                    new SourceOption("topics", "texts", "", null, false, null, null, null),
                    new SourceOption("map", "map", "", null, false, null, null, null),
                    new SourceOption("password", "secret", "", null, false, null, null, null),
                    new SourceOption("tls", "flag", "", null, false, null, null, null))));
    draft.name("in-1");
    assertThat(draft.complete()).as("the url is missing").isFalse();
    draft.options().set("url", " tcp://host ");
    assertThat(draft.complete()).isTrue();
    draft.options().set("most", "10");
    assertThat(problem(draft, "most")).hasValue("A whole number from 1 to 9.");
    draft.options().set("most", "9");
    draft.options().set("wait", "a while");
    assertThat(problem(draft, "wait")).isPresent();
    draft.options().set("wait", "5m");
    draft.options().set("map", "a=1\nb");
    assertThat(problem(draft, "map")).hasValue("Not name=value: b");
    draft.options().set("map", "a=1\n b = 2=2 ");
    draft.options().set("topics", "one\n\n two ");
    draft.options().set("password", "mine");
    draft.options().set("tls", "true");
    assertThat(draft.complete()).isTrue();
    assertThat(draft.spec().options())
        .isEqualTo(
            Map.of(
                "url",
                "tcp://host",
                "most",
                9L,
                "wait",
                "5m",
                "topics",
                List.of("one", "two"),
                "map",
                Map.of("a", "1", "b", "2=2"),
                "password",
                Map.of("secret", "mine"),
                "tls",
                true));
    draft.name("");
    assertThat(draft.nameProblem()).hasValue("Give the source a name.");
  }

  private static Optional<String> problem(SourceDraft draft, String option) {
    return draft.options().options().stream()
        .filter(one -> one.name().equals(option))
        .findFirst()
        .flatMap(draft.options()::problem);
  }
}

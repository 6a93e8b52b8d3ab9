package dev.sluice.studio.tests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.api.AliasInfo;
import dev.sluice.api.JobInfo;
import dev.sluice.api.SourceInfo;
import dev.sluice.studio.core.navigator.Deletions;
import dev.sluice.studio.core.navigator.Renaming;
import dev.sluice.studio.core.navigator.TreeNode;
import dev.sluice.studio.core.navigator.Words;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What lines of the Navigator say; needs no display. */
class NavigatorWordsTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  @Test
  void shouldSayThatASourceFailed() {
    Words words = words(new TreeNode.Source(null, source("failed")));
    assertThat(words.name()).isEqualTo("orders");
    assertThat(words.state()).isEqualTo("mqtt");
    assertThat(words.trouble()).isEqualTo("failed");
  }

  @Test
  void shouldFadeASourceThatIsPaused() {
    Words words = words(new TreeNode.Source(null, source("paused")));
    assertThat(words.state()).isEqualTo("mqtt · paused");
    assertThat(words.trouble()).isEmpty();
    assertThat(words.off()).isTrue();
  }

  @Test
  void shouldSayHowFarAJobIs() {
    JobInfo job =
        new JobInfo(
            "id", "default", "works", "latest", "latest", null, "", "running", 1, null, null, 4, 1,
            1, 1, 1, 0, NOW, null);
    Words words = words(new TreeNode.BatchJob(null, job));
    assertThat(words.state()).isEqualTo("running · 50 %");
    assertThat(words.trouble()).isEqualTo("1 failed");
  }

  @Test
  void shouldSayTheSharesOfAnAliasLargestFirst() {
    AliasInfo alias =
        new AliasInfo("f", "prod", Map.of("2", 0.055, "1", 0.945), null, "", NOW, NOW, 1);
    TreeNode.Alias line = new TreeNode.Alias(null, alias);
    assertThat(words(line).state()).isEqualTo("94.5% v1, 5.5% v2");
    assertThat(Deletions.possible(line)).isTrue();
    assertThat(Renaming.possible(line)).isTrue();
    assertThat(Renaming.name(line)).isEqualTo("prod");
  }

  @Test
  void shouldNeitherDeleteNorRenameWhatOnlySaysSomething() {
    TreeNode.Note note = new TreeNode.Note(null, "Loading…", false);
    assertThat(Deletions.possible(note)).isFalse();
    assertThat(Renaming.possible(note)).isFalse();
  }

  private static Words words(TreeNode node) {
    return Words.of(node, ZoneOffset.UTC);
  }

  private static SourceInfo source(String state) {
    return new SourceInfo(
        "orders", "default", "mqtt", Map.of(), "", state, null, NOW, null, null, 0, 0, 0, null,
        null, null, NOW, NOW, 1, null);
  }
}

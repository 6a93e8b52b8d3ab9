package dev.sluice.source.kafka;

import dev.sluice.spi.source.InvalidSettingException;
import dev.sluice.spi.source.Option;
import dev.sluice.spi.source.PullSource;
import dev.sluice.spi.source.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Records of topics of Kafka. Thread-safe. */
public final class KafkaSource implements PullSource {
  static final String KIND = "kafka";

  @Override
  public String name() {
    return KIND;
  }

  @Override
  public String summary() {
    return "Records of topics of Kafka, whose offsets are committed once they are on disk here.";
  }

  @Override
  public List<Option> options() {
    List<Option> options =
        new ArrayList<>(
            List.of(
                Option.texts("servers", "The brokers to ask first, as host:port.").must(),
                Option.texts("topics", "The topics to read."),
                Option.text(
                    "topic-pattern",
                    "A regular expression for the topics, instead of their names."),
                Option.text("group", "The consumer group; usually sluice-NAMESPACE-SOURCE."),
                Option.choice(
                        "start",
                        "Where a group begins that has no offsets.",
                        List.of("earliest", "latest"))
                    .or("latest")));
    options.addAll(Security.options());
    options.addAll(
        List.of(
            Option.map(
                "properties", "Further settings of Kafka's consumer, such as fetch.max.bytes."),
            Option.integer("batch", "The most records to take at once.", 1, 1_000).or("500")));
    return options;
  }

  @Override
  public void check(Settings settings) throws InvalidSettingException {
    String pattern = settings.find("topic-pattern");
    if ((pattern == null) == settings.texts("topics").isEmpty()) {
      throw new InvalidSettingException("topics", "either these or 'topic-pattern' must be there");
    }
    if (pattern != null) {
      try {
        Pattern unused = Pattern.compile(pattern);
      } catch (PatternSyntaxException e) {
        throw new InvalidSettingException("topic-pattern", e.getDescription());
      }
    }
    Security.check(settings);
    ConsumerSettings.check(settings);
  }

  @Override
  public Connection connect(Settings settings) {
    return new KafkaConnection(settings);
  }
}

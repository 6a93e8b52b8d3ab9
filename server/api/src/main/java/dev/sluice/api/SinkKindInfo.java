package dev.sluice.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.sluice.api.SourceKindInfo.SourceOption;
import java.util.List;

/**
 * A kind of sink.
 *
 * @param summary one sentence
 * @param options what a definition says
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record SinkKindInfo(String name, String summary, List<SourceOption> options)
    implements KindInfo {}

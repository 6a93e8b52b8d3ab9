package dev.sluice.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.sluice.api.SourceKindInfo.SourceOption;
import java.util.List;

/**
 * A kind of binding.
 *
 * @param summary one sentence
 * @param options what a binding says
 * @param expressions the options that may have expressions
 * @param connects whether the server reaches it over the host's network
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record BindingKindInfo(
    String name,
    String summary,
    List<SourceOption> options,
    List<String> expressions,
    boolean connects)
    implements KindInfo {}

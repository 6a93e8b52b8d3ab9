package dev.sluice.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is done about many executions at once: those of the ids, or those that are found.
 *
 * @param fix what is done: {@code retry}, {@code cancel} ...
 * @param how with the fields that count for it; null (default) for none
 * @param ids of executions; null (default) for all that are found
 * @param workflow only of this one; null (default) for all
 * @param status only with it; null (default) for all
 * @param key only with this business key; null (default) for all
 * @param from only those that started then or later; null (default) for all
 * @param to only those that started before; null (default) for all
 * @param state only those that are at this task, or stand still at it: its name or its pointer;
 *     null (default) for all
 * @param preview whether it is only told what would be done; null (default) for no
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ExecutionBatch(
    String fix,
    @Nullable ExecutionFix how,
    @Nullable List<String> ids,
    @Nullable String workflow,
    @Nullable String status,
    @Nullable String key,
    @Nullable Instant from,
    @Nullable Instant to,
    @Nullable String state,
    @Nullable Boolean preview) {}

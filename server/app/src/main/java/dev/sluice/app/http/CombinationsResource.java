package dev.sluice.app.http;

import dev.sluice.api.CombinationInfo;
import dev.sluice.api.ErrorCode;
import dev.sluice.core.SluiceException;
import dev.sluice.core.Text;
import dev.sluice.core.association.CombinationService;
import dev.sluice.core.queue.combination.CombinationStore.Waiting;
import dev.sluice.core.queue.combination.Open;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Combinations of events that wait for more. Thread-safe. */
@Path("/v1/associations/{association}/combinations")
@Produces(MediaType.APPLICATION_JSON)
public final class CombinationsResource {
  private final CombinationService combinations;

  CombinationsResource(CombinationService combinations) {
    this.combinations = combinations;
  }

  @GET
  public Response list(
      @Context SecurityContext caller,
      @PathParam("association") String name,
      @QueryParam("limit") @Nullable String limit,
      @QueryParam("cursor") @Nullable String cursor) {
    int size = Params.limit(limit, FunctionsResource.USUAL_PAGE, FunctionsResource.MAX_PAGE);
    CombinationService.Page page =
        combinations.list(CallerContext.namespace(caller), name, place(cursor), size + 1);
    return Answers.page(
        page.items(), size, is -> info(is, page.parts()), is -> Long.toString(is.open().place()));
  }

  private static @Nullable Long place(@Nullable String cursor) {
    String text = Params.text(cursor);
    if (text == null) {
      return null;
    }
    try {
      return Long.valueOf(text);
    } catch (NumberFormatException e) {
      throw new SluiceException(
          ErrorCode.INVALID_REQUEST,
          "The cursor is '" + Text.shorten(text, 80) + "'.",
          "Give 'next' of the page before, or leave it out.");
    }
  }

  private static CombinationInfo info(Waiting is, List<String> parts) {
    Open open = is.open();
    return new CombinationInfo(
        open.id(),
        open.key().isEmpty() ? null : open.key(),
        open.openedAt(),
        open.expiresAt(),
        is.events().stream()
            .map(
                event ->
                    new CombinationInfo.Part(
                        event.part(), event.eventId(), event.source(), event.arrivedAt()))
            .toList(),
        parts.stream().filter(part -> !open.parts().contains(part)).toList());
  }
}

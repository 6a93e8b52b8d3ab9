package dev.sluice.app.http;

import dev.sluice.api.CodeSource;
import dev.sluice.api.ErrorCode;
import dev.sluice.core.SluiceException;
import dev.sluice.core.function.Definition;
import dev.sluice.core.function.FunctionService;
import dev.sluice.core.function.Qualifiers;
import dev.sluice.core.function.VersionService;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A function's code: read in the form of choice, replace in any of four. Thread-safe. */
@Path("/v1/functions/{function}/code")
public final class CodeResource {
  static final String ZIP = "application/zip";
  static final String TAR = "application/x-tar";
  static final String LAYOUT = "application/vnd.oci.image.layout.v1+tar";

  private final FunctionService functions;
  private final VersionService versions;
  private final int bodyLimit;
  private final long archiveLimit;

  CodeResource(
      FunctionService functions, VersionService versions, int bodyLimit, long archiveLimit) {
    this.functions = functions;
    this.versions = versions;
    this.bodyLimit = bodyLimit;
    this.archiveLimit = archiveLimit;
  }

  @GET
  @Produces(MediaType.APPLICATION_JSON)
  public Response get(
      @Context SecurityContext caller,
      @PathParam("function") String name,
      @QueryParam("qualifier") @Nullable String qualifier) {
    return Answers.ok(functions.source(definition(caller, name, qualifier))).build();
  }

  @GET
  @Produces(ZIP + ";qs=0.5")
  public Response zip(
      @Context SecurityContext caller,
      @PathParam("function") String name,
      @QueryParam("qualifier") @Nullable String qualifier) {
    return Response.ok(functions.zip(definition(caller, name, qualifier)), ZIP).build();
  }

  @GET
  @Produces({TAR + ";qs=0.4", LAYOUT + ";qs=0.4"})
  public Response image(
      @Context SecurityContext caller,
      @PathParam("function") String name,
      @QueryParam("qualifier") @Nullable String qualifier) {
    Definition definition = definition(caller, name, qualifier);
    functions.requireImage(definition);
    StreamingOutput body = out -> functions.writeImage(definition, out);
    return Response.ok(body).build();
  }

  private Definition definition(SecurityContext caller, String name, @Nullable String qualifier) {
    String namespace = CallerContext.namespace(caller);
    if (qualifier == null || qualifier.isEmpty() || qualifier.equals(Qualifiers.LATEST)) {
      return functions.get(namespace, name).definition();
    }
    Integer number = Qualifiers.number(qualifier);
    if (number != null) {
      return versions.get(namespace, name, number).definition();
    }
    var weights = versions.alias(namespace, name, qualifier).weights();
    if (weights.size() > 1) {
      throw new SluiceException(
          ErrorCode.INVALID_REQUEST,
          "The alias '" + qualifier + "' stands for several versions.",
          "Give the number of one of them as the qualifier.");
    }
    return versions.get(namespace, name, weights.firstKey()).definition();
  }

  @PUT
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(MediaType.APPLICATION_JSON)
  public Response putJson(
      @Context SecurityContext caller,
      @PathParam("function") String name,
      @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
      @HeaderParam(HttpHeaders.CONTENT_LENGTH) @Nullable String length,
      InputStream body) {
    CodeSource source = Json.read(Bodies.read(body, length, bodyLimit), CodeSource.class);
    functions.requireFetchAllowed(CallerContext.caller(caller), source);
    return put(caller, name, ifMatch, source);
  }

  @PUT
  @Consumes(MediaType.TEXT_PLAIN)
  @Produces(MediaType.APPLICATION_JSON)
  public Response putText(
      @Context SecurityContext caller,
      @PathParam("function") String name,
      @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
      @HeaderParam(HttpHeaders.CONTENT_LENGTH) @Nullable String length,
      InputStream body) {
    byte[] bytes = Bodies.read(body, length, bodyLimit);
    try {
      // A decoder by hand: code with characters replaced would be stored as if it were meant so.
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return put(caller, name, ifMatch, CodeSource.ofInline(text));
    } catch (CharacterCodingException e) {
      throw new SluiceException(
          ErrorCode.INVALID_REQUEST,
          "The code is not text in UTF-8.",
          "Send source text in UTF-8, or an archive as application/zip.",
          e);
    }
  }

  private Response put(
      SecurityContext caller, String name, @Nullable String ifMatch, CodeSource source) {
    return FunctionsResource.answer(
        functions.putCode(
            CallerContext.namespace(caller), name, source, Revisions.required(ifMatch)));
  }

  @PUT
  @Consumes(ZIP)
  @Produces(MediaType.APPLICATION_JSON)
  public Response putZip(
      @Context SecurityContext caller,
      @PathParam("function") String name,
      @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
      @HeaderParam(HttpHeaders.CONTENT_LENGTH) @Nullable String length,
      InputStream body) {
    Bodies.requireLength(length, archiveLimit, ErrorCode.ARCHIVE_TOO_LARGE);
    return FunctionsResource.answer(
        functions.putZip(CallerContext.namespace(caller), name, body, Revisions.required(ifMatch)));
  }

  @PUT
  @Consumes({TAR, LAYOUT})
  @Produces(MediaType.APPLICATION_JSON)
  public Response putImage(
      @Context SecurityContext caller,
      @PathParam("function") String name,
      @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
      @HeaderParam(HttpHeaders.CONTENT_LENGTH) @Nullable String length,
      InputStream body) {
    Bodies.requireLength(length, archiveLimit, ErrorCode.ARCHIVE_TOO_LARGE);
    return FunctionsResource.answer(
        functions.putImage(
            CallerContext.namespace(caller), name, body, Revisions.required(ifMatch)));
  }
}

package dev.sluice.flow.validate;

import static dev.sluice.flow.validate.Shapes.PLAIN;
import static dev.sluice.flow.validate.Shapes.TEXT;

import dev.sluice.flow.text.MapNode;

/** How calls say who they are. */
final class AuthenticationShapes {
  private static final Shape TOKEN =
      new MapShape("a token").must("token", TEXT).must("type", PLAIN);

  private static final Shape CLIENT =
      new MapShape("a client")
          .may("id", TEXT)
          .may("secret", TEXT)
          .may("assertion", TEXT)
          .may(
              "authentication",
              Shapes.oneOf(
                  "client_secret_basic",
                  "client_secret_post",
                  "client_secret_jwt",
                  "private_key_jwt",
                  "none"));

  private static final Shape REQUEST =
      new MapShape("a token request")
          .may("encoding", Shapes.oneOf("application/x-www-form-urlencoded", "application/json"))
          .open();

  private static final Shape ENDPOINTS =
      new MapShape("a set of endpoints")
          .may("token", PLAIN)
          .may("revocation", PLAIN)
          .may("introspection", PLAIN)
          .open();

  private static final Shape NAME_AND_PASSWORD =
      secretOr(
          new MapShape("an authentication by name and password")
              .must("username", TEXT)
              .must("password", TEXT));

  private static final Shape BEARER =
      secretOr(new MapShape("a bearer authentication").must("token", TEXT));

  private static final Shape OAUTH2 =
      secretOr(oauth("an OAuth2 authentication").may("endpoints", ENDPOINTS));

  private static final Shape OIDC = secretOr(oauth("an OpenID Connect authentication"));

  /** A policy as it is written under {@code use}. */
  static final Shape POLICY =
      policy("an authentication policy")
          .oneOf("basic", "bearer", "digest", "oauth2", "oidc")
          .open();

  /** A policy, or the name of one. */
  static final Shape REFERENCE_OR_POLICY =
      policy("an authentication")
          .may("use", Shapes.reference(Definitions.Kind.AUTHENTICATION))
          .oneOf("use", "basic", "bearer", "digest", "oauth2", "oidc");

  private AuthenticationShapes() {}

  private static MapShape policy(String noun) {
    return new MapShape(noun)
        .may("basic", NAME_AND_PASSWORD)
        .may("bearer", BEARER)
        .may("digest", NAME_AND_PASSWORD)
        .may("oauth2", OAUTH2)
        .may("oidc", OIDC);
  }

  private static MapShape oauth(String noun) {
    return new MapShape(noun)
        .may("authority", CommonShapes.URI_ONLY)
        .may(
            "grant",
            Shapes.oneOf(
                "authorization_code",
                "client_credentials",
                "password",
                "refresh_token",
                "urn:ietf:params:oauth:grant-type:token-exchange"))
        .may("client", CLIENT)
        .may("request", REQUEST)
        .may("issuers", Shapes.list(TEXT))
        .may("scopes", Shapes.list(TEXT))
        .may("audiences", Shapes.list(TEXT))
        .may("username", TEXT)
        .may("password", TEXT)
        .may("subject", TOKEN)
        .may("actor", TOKEN);
  }

  /** Either these keys, or the name of a secret that has them. */
  private static Shape secretOr(Shape inline) {
    Shape secret =
        new MapShape("an authentication by secret")
            .must("use", Shapes.reference(Definitions.Kind.SECRET));
    return (node, path, report) -> {
      boolean named = node instanceof MapNode map && map.entry("use") != null;
      (named ? secret : inline).check(node, path, report);
    };
  }
}

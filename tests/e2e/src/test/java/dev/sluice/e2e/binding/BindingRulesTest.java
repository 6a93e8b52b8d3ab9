package dev.sluice.e2e.binding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.api.BindingKindInfo;
import dev.sluice.api.BindingSpec;
import dev.sluice.api.ErrorCode;
import dev.sluice.api.KeySpec;
import dev.sluice.client.Connection;
import dev.sluice.client.SluiceClient;
import dev.sluice.e2e.harness.Refused;
import dev.sluice.e2e.harness.SharedServerTest;
import dev.sluice.e2e.harness.Sources;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What bindings are refused when they are deployed. */
class BindingRulesTest extends SharedServerTest {
  private void refused(ErrorCode code, BindingSpec binding, String... words) throws Exception {
    String function = name("refused");
    assertThat(
            Refused.with(code, () -> client.createFunction(Bound.python(function, "pass", binding)))
                .detail())
        .contains(words);
  }

  private static BindingSpec http(String url) {
    return Bound.in("page", "http", Map.of("url", url));
  }

  private static BindingSpec sql(Map<String, Object> options) {
    return Bound.in("rows", "sql", options);
  }

  @Test
  void shouldRefuseWhatMakesNoBinding() throws Exception {
    refused(ErrorCode.UNKNOWN_BINDING_KIND, Bound.in("a", "ftp", Map.of()), "'ftp'");
    refused(ErrorCode.INVALID_BINDING, new BindingSpec("a", "http", "both", null), "'both'");
    refused(ErrorCode.INVALID_BINDING, new BindingSpec("a", "http", null, null), "direction");
    refused(ErrorCode.INVALID_BINDING, new BindingSpec("a-b", "http", "in", null), "'a-b'");
    refused(ErrorCode.INVALID_BINDING, new BindingSpec(null, "http", "in", null), "no name");
    refused(ErrorCode.INVALID_BINDING, Bound.in("a", "http", Map.of()), "'a'", "'url'", "missing");
    refused(
        ErrorCode.INVALID_BINDING,
        Bound.in("a", "http", Map.of("url", "http://h/", "colour", "red")),
        "'colour'");
    refused(
        ErrorCode.INVALID_BINDING,
        Bound.in("a", "http", Map.of("url", "http://h/", "token", "plain")),
        "'token'",
        "set a secret");
    refused(
        ErrorCode.SECRET_NOT_FOUND,
        Bound.in("a", "http", Map.of("url", "http://h/", "token", Bound.secret("nobody"))),
        "'a'",
        "'nobody'");
  }

  @Test
  void shouldRefuseTwoOfOneName() throws Exception {
    String function = name("refused");
    BindingSpec one = http("http://h/");
    assertThat(
            Refused.with(
                    ErrorCode.INVALID_BINDING,
                    () -> client.createFunction(Bound.python(function, "pass", one, one)))
                .detail())
        .contains("two bindings 'page'");
  }

  @Test
  void shouldSayWhereAnExpressionIsWrong() throws Exception {
    refused(ErrorCode.INVALID_BINDING, http("http://h/{event.data"), "'url'", "position 10");
    refused(ErrorCode.INVALID_BINDING, http("http://h/a}"), "position 11");
    refused(ErrorCode.INVALID_BINDING, http("http://h/{env.data}"), "position 11", "event");
    refused(ErrorCode.INVALID_BINDING, http("http://h/{event.}"), "position 16");
    refused(ErrorCode.INVALID_BINDING, http("http://h/{event.a b}"), "position 18");
    refused(ErrorCode.INVALID_BINDING, http("http://h/{value.a}"), "position 11");
  }

  @Test
  void shouldRefuseAHostThatAnExpressionMakes() throws Exception {
    refused(ErrorCode.INVALID_BINDING, http("http://{event.data}/"), "host");
    refused(ErrorCode.INVALID_BINDING, http("http://a{event.data}"), "host");
    refused(ErrorCode.INVALID_BINDING, http("{event.data}"), "host");
    refused(ErrorCode.INVALID_BINDING, http("file:///etc/passwd"), "host");
    refused(ErrorCode.INVALID_BINDING, http("http://user@host/"), "host");
  }

  @Test
  void shouldRefuseSqlThatIsNotForParametersAndAddressesOfJdbc() throws Exception {
    Map<String, Object> good = Map.of("url", "postgresql://h/db", "user", "u");
    refused(
        ErrorCode.INVALID_BINDING,
        sql(Map.of("url", "postgresql://h/db", "user", "u", "statement", "select '{event.data}'")),
        "'statement'",
        "parameters");
    refused(ErrorCode.INVALID_BINDING, sql(good), "'statement'", "missing");
    for (String url :
        List.of(
            "jdbc:h2:mem:x;INIT=RUNSCRIPT FROM 'x'",
            "jdbc:postgresql://h/db?socketFactory=x",
            "h2:mem:x",
            "h2://h/x;INIT=x",
            "postgresql://u:p@h/db",
            "postgresql://h/db?loggerFile=x")) {
      refused(
          ErrorCode.INVALID_BINDING,
          sql(Map.of("url", url, "user", "u", "statement", "select 1")),
          "'url'");
    }
  }

  @Test
  void shouldLetOnlyNamespacesWithTheHostsNetworkHaveTheServerConnect() throws Exception {
    Connection own = client.connection();
    String namespace = name("walled");
    SluiceClient admin = new SluiceClient(new Connection(own.url(), own.token(), namespace));
    String token = admin.namespaces().createKey(new KeySpec("all", List.of(), null)).token();
    SluiceClient tenant = new SluiceClient(new Connection(own.url(), token, null));
    Refused.with(
        ErrorCode.NETWORK_NOT_ALLOWED,
        () -> tenant.createFunction(Bound.python("f", "pass", http("http://h/"))));
    tenant.createFunction(Bound.python("f", "pass", Bound.in("s", "state", Map.of("key", "k"))));
    Refused.with(
        ErrorCode.NETWORK_NOT_ALLOWED,
        () ->
            tenant.updateFunction(
                "f", Sources.onlyDescription(null).withBindings(List.of(http("http://h/"))), null));
    tenant.deleteFunction("f", null);
    client.namespaces().delete(namespace);
  }

  @Test
  void shouldKeepASecretThatABindingNames() throws Exception {
    String function = name("bound");
    String secret = "kept-secret";
    client.namespaces().setSecret(secret, "x");
    create(
        Bound.python(
            function,
            "pass",
            Bound.in("a", "http", Map.of("url", "http://h/", "token", Bound.secret(secret)))));
    Refused.with(ErrorCode.SECRET_IN_USE, () -> client.namespaces().deleteSecret(secret));
    client.deleteFunction(function, null);
    client.namespaces().deleteSecret(secret);
  }

  @Test
  void shouldTellWhatBindingsCanBe() throws Exception {
    List<BindingKindInfo> kinds = client.sinks().bindingKinds();
    assertThat(kinds)
        .extracting(BindingKindInfo::name)
        .containsExactly("file", "http", "s3", "sql", "state");
    assertThat(kinds.get(3).expressions()).containsExactly("parameters");
    assertThat(kinds.get(4).connects()).isFalse();
  }
}

package dev.sluice.e2e.binding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.api.BindingSpec;
import dev.sluice.api.ErrorCode;
import dev.sluice.api.Problem;
import dev.sluice.client.InvokeRequest;
import dev.sluice.client.InvokeResult;
import dev.sluice.e2e.harness.Await;
import dev.sluice.e2e.harness.SharedServerTest;
import dev.sluice.e2e.harness.Sources;
import dev.sluice.source.postgres.DatabaseServer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.h2.tools.Server;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Functions that are bound to rows of real databases. */
class SqlBindingTest extends SharedServerTest {
  private final List<String> made = new ArrayList<>();
  private static final String SECRET = "bound-database";
  private static DatabaseServer database;

  @BeforeAll
  static void startDatabase() throws Exception {
    database = new DatabaseServer("replica");
    database.run("postgres", "create role shop login password 'right'");
    database.run("postgres", "create table people (id bigint primary key, name text, born date)");
    database.run("postgres", "grant all on people to shop");
    String rules = database.find("postgres", "show hba_file");
    database.run(
        "postgres",
        "copy (select unnest(array['host all shop 127.0.0.1/32 scram-sha-256',"
            + " 'host all all 127.0.0.1/32 trust', 'local all all trust'])) to '"
            + rules
            + "'",
        "select pg_reload_conf()");
  }

  @AfterAll
  static void stopDatabase() throws Exception {
    database.close();
  }

  @BeforeEach
  void fill() throws Exception {
    database.run(
        "postgres",
        "truncate people",
        "insert into people values (1, 'Ada', '1815-12-10'), (2, 'Bob', null)");
    client.namespaces().setSecret(SECRET, "right");
  }

  @AfterEach
  void forgetSecret() throws Exception {
    for (String function : made) {
      client.deleteFunction(function, null);
    }
    client.namespaces().deleteSecret(SECRET);
  }

  private Map<String, Object> options(String statement, String... parameters) {
    return Map.of(
        "url",
        database.url("postgres"),
        "user",
        "shop",
        "password",
        Bound.secret(SECRET),
        "statement",
        statement,
        "parameters",
        List.of(parameters));
  }

  private BindingSpec people(String name) {
    return Bound.in(name, "sql", options("select * from people where id = ?", "{event.data.id}"));
  }

  private String made(String function) {
    made.add(function);
    return function;
  }

  private Problem failing(String function, String event) throws Exception {
    InvokeResult result = client.invoke(function, InvokeRequest.json(event));
    assertThat(result.problem()).as(result.text()).isNotNull();
    return result.problem();
  }

  /** Those that were given up take a moment to be gone. */
  private void awaitOneConnection() throws Exception {
    Await.until(
        "there is one connection",
        () ->
            "1"
                .equals(
                    database.find(
                        "postgres",
                        "select count(*) from pg_stat_activity where usename = 'shop'")));
  }

  private String opened() throws Exception {
    return database.find(
        "postgres",
        "select string_agg(pid || ' ' || backend_start, ',') from pg_stat_activity"
            + " where usename = 'shop'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"python3", "nodejs", "java"})
  void shouldReadAndWriteRowsInEveryLanguage(String language) throws Exception {
    String function = made(name("rows"));
    create(
        Bound.passing(
            function,
            language,
            true,
            people("in_"),
            Bound.out(
                "copy",
                "sql",
                options(
                    "insert into people values (? + 10, ?, ?)",
                    "{value.id}",
                    "{value.name}",
                    "{value.born}"))));
    assertThat(call(function, "{\"id\":1}"))
        .isEqualTo("[{\"id\":1,\"name\":\"Ada\",\"born\":\"1815-12-10\"}]");
    assertThat(database.find("postgres", "select name || born from people where id = 11"))
        .isEqualTo("Ada1815-12-10");
    assertThat(call(function, "{\"id\":2}")).contains("\"born\":null");
    assertThat(call(function, "{\"id\":99}")).isEqualTo("[]");
  }

  @Test
  void shouldOpenNoConnectionForTheSecondUseEvenOfAnotherFunction() throws Exception {
    String first = made(name("rows"));
    String second = made(name("rows"));
    create(Bound.python(first, "return context.bindings.people", people("people")));
    create(Bound.python(second, "return context.bindings.others", people("others")));
    call(first, "{\"id\":1}");
    awaitOneConnection();
    String before = opened();
    call(first, "{\"id\":2}");
    call(second, "{\"id\":1}");
    assertThat(opened()).isEqualTo(before);
  }

  @Test
  void shouldConnectAnewOnceTheSecretHasAnotherValue() throws Exception {
    String function = made(name("rows"));
    create(Bound.python(function, "return context.bindings.people", people("people")));
    call(function, "{\"id\":1}");
    awaitOneConnection();
    String before = opened();
    client.namespaces().setSecret(SECRET, "right"); // set again: it may be another
    call(function, "{\"id\":1}");
    awaitOneConnection();
    assertThat(opened()).isNotEqualTo(before);
    client.namespaces().setSecret(SECRET, "wrong");
    Problem problem = failing(function, "{\"id\":1}");
    assertThat(problem.code()).isEqualTo(ErrorCode.BINDING_FAILED.code());
    assertThat(problem.detail())
        .contains("'people'")
        .contains("refuses the user 'shop'")
        .doesNotContain("wrong");
  }

  @Test
  void shouldConnectAnewAfterTheDatabaseEndedTheConnection() throws Exception {
    String function = made(name("rows"));
    create(Bound.python(function, "return context.bindings.people", people("people")));
    call(function, "{\"id\":1}");
    database.run(
        "postgres",
        "select pg_terminate_backend(pid) from pg_stat_activity where usename = 'shop'");
    assertThat(call(function, "{\"id\":1}")).contains("Ada");
  }

  @Test
  void shouldTakeWhatLooksLikeSqlAsAValue() throws Exception {
    String function = made(name("rows"));
    create(
        Bound.python(
            function,
            "return len(context.bindings.people)",
            Bound.in(
                "people", "sql", options("select * from people where name = ?", "{event.data}"))));
    assertThat(call(function, "\"x' or '1'='1\"")).isEqualTo("0");
    assertThat(call(function, "\"'; drop table people; --\"")).isEqualTo("0");
    assertThat(call(function, "\"Ada\"")).isEqualTo("1");
  }

  @Test
  void shouldWriteAllRowsOrNone() throws Exception {
    String function = made(name("rows"));
    create(
        Bound.python(
            function,
            "context.bindings.people = [{'id': n, 'name': 'new'} for n in event]",
            Bound.out(
                "people",
                "sql",
                options("insert into people values (?, ?)", "{value.id}", "{value.name}"))));
    call(function, "[3,4,5]");
    assertThat(database.find("postgres", "select count(*) from people")).isEqualTo("5");
    Problem problem = failing(function, "[6,7,1]");
    assertThat(problem.code()).isEqualTo(ErrorCode.BINDING_FAILED.code());
    assertThat(problem.detail()).contains("duplicate key");
    assertThat(database.find("postgres", "select count(*) from people")).isEqualTo("5");
    call(function, "[]");
    call(function, "[8]");
    assertThat(database.find("postgres", "select count(*) from people")).isEqualTo("6");
    awaitOneConnection();
  }

  @Test
  void shouldSayWhatIsWrongWithAQueryAndGoOnAfterIt() throws Exception {
    String wrong = made(name("rows"));
    String right = made(name("rows"));
    create(
        Bound.python(
            wrong, "return 1", Bound.in("p", "sql", options("select nothing from people"))));
    create(Bound.python(right, "return 1", people("people")));
    Problem problem = failing(wrong, "{}");
    assertThat(problem.code()).isEqualTo(ErrorCode.BINDING_FAILED.code());
    assertThat(problem.detail()).contains("'p'").contains("nothing");
    call(right, "{\"id\":1}");
    awaitOneConnection();
  }

  @Test
  void shouldRefuseMoreRowsAndMoreBytesThanAllowed() throws Exception {
    String rows = made(name("rows"));
    String bytes = made(name("rows"));
    create(
        Bound.python(
            rows,
            "return 1",
            Bound.in("p", "sql", options("select * from generate_series(1, 1001)"))));
    create(
        Bound.python(
            bytes,
            "return 1",
            Bound.in(
                "p", "sql", options("select repeat('x', 100000) from generate_series(1, 100)"))));
    assertThat(failing(rows, "{}").detail()).contains("more than 1000 rows");
    assertThat(failing(bytes, "{}").code()).isEqualTo(ErrorCode.BINDING_TOO_LARGE.code());
  }

  @Test
  void shouldEndAQueryThatTakesLongerThanTheFunctionMay() throws Exception {
    String function = made(name("rows"));
    create(
        Sources.timeout(Bound.python(function, "return 1"), 0.5)
            .withBindings(List.of(Bound.in("p", "sql", options("select pg_sleep(60)")))));
    InvokeResult result = client.invoke(function, InvokeRequest.json("{}"));
    assertThat(client.invocation(result.invocation()).status()).isEqualTo("timed-out");
  }

  @Test
  void shouldSayWhenTheDatabaseIsNotThere() throws Exception {
    String function = made(name("rows"));
    create(
        Bound.python(
            function,
            "return 1",
            Bound.in(
                "p",
                "sql",
                Map.of(
                    "url", "postgresql://127.0.0.1:1/x", "user", "u", "statement", "select 1"))));
    Problem problem = failing(function, "{}");
    assertThat(problem.code()).isEqualTo(ErrorCode.BINDING_FAILED.code());
    assertThat(problem.detail()).contains("127.0.0.1:1");
  }

  @Test
  void shouldReadAndWriteRowsOfAServerOfH2() throws Exception {
    Server h2 = Server.createTcpServer("-tcpPort", "0", "-ifNotExists").start();
    String url = "jdbc:h2:tcp://127.0.0.1:" + h2.getPort() + "/mem:bound";
    try (Connection connection = DriverManager.getConnection(url, "sa", "");
        Statement statement = connection.createStatement()) {
      boolean unused =
          statement.execute("create table things (id int primary key, name varchar(100))");
      String function = made(name("rows"));
      Map<String, Object> to =
          Map.of(
              "url",
              "h2://127.0.0.1:" + h2.getPort() + "/mem:bound",
              "user",
              "sa",
              "statement",
              "insert into things values (?, ?)",
              "parameters",
              List.of("{event.data}", "thing {event.data}"));
      Map<String, Object> from =
          Map.of(
              "url",
              "h2://127.0.0.1:" + h2.getPort() + "/mem:bound",
              "user",
              "sa",
              "statement",
              "select name from things order by id");
      create(
          Bound.python(
              function,
              "context.bindings.to = True\nreturn [r['NAME'] for r in context.bindings.things]",
              Bound.in("things", "sql", from),
              Bound.out("to", "sql", to)));
      assertThat(call(function, "1")).isEqualTo("[]");
      assertThat(call(function, "2")).isEqualTo("[\"thing 1\"]");
    } finally {
      h2.stop();
    }
  }
}

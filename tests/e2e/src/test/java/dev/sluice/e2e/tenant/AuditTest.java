package dev.sluice.e2e.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.api.AliasSpec;
import dev.sluice.api.AuditInfo;
import dev.sluice.api.ErrorCode;
import dev.sluice.client.AuditRequest;
import dev.sluice.client.InvokeRequest;
import dev.sluice.e2e.harness.Cli;
import dev.sluice.e2e.harness.Lane;
import dev.sluice.e2e.harness.Scratch;
import dev.sluice.e2e.harness.ServerProcess;
import dev.sluice.e2e.harness.SharedServerTest;
import dev.sluice.e2e.harness.Sources;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Who changed what. */
@ResourceLock(Lane.OWN_SERVER)
class AuditTest extends SharedServerTest {
  private static List<String> told(List<AuditInfo> lines) {
    return lines.stream()
        .map(
            line ->
                line.who()
                    + " "
                    + line.action()
                    + " "
                    + line.kind()
                    + " "
                    + line.name()
                    + " "
                    + line.outcome())
        .toList();
  }

  @Test
  void shouldTellWhoChangedWhatWhenAndFromWhere() throws Exception {
    Instant before = Instant.now();
    Tenant tenant = Tenant.of(client, name("audited"));
    Tenant viewer = Tenant.of(client, tenant.namespace(), "read");
    tenant.client().createFunction(Sources.python("f", Sources.PYTHON_ECHO));
    tenant.client().versions().publish("f", null, null);
    tenant.client().versions().setAlias("f", "live", new AliasSpec(Map.of("1", 1.0), null), null);
    tenant.client().namespaces().setSecret("password", "private-value");
    tenant.client().invoke("f", InvokeRequest.json("{}"));
    viewer
        .http()
        .put("/v1/secrets/password", "{\"value\":\"x\"}")
        .assertProblem(ErrorCode.FORBIDDEN);
    tenant
        .http()
        .put("/v1/functions/f/aliases/live", "{}")
        .assertProblem(ErrorCode.INVALID_WEIGHTS);
    tenant.client().namespaces().deleteSecret("password");
    tenant.client().deleteFunction("f", null);

    List<AuditInfo> lines = viewer.client().audit(AuditRequest.all(), null, null).items();

    assertThat(told(lines))
        .containsExactly(
            "all delete function f done",
            "all delete secret password done",
            "all set alias f/live refused",
            "read set secret password refused",
            "all set secret password done",
            "all set alias f/live done",
            "all create version f/1 done",
            "all create function f done",
            "admin create key read done",
            "admin create key all done");
    assertThat(lines)
        .allSatisfy(
            line -> {
              assertThat(line.at()).isBetween(before.minusSeconds(1), Instant.now());
              assertThat(line.address()).isEqualTo("127.0.0.1");
              assertThat(line.agent()).isNotEmpty();
              assertThat(line.admin()).isEqualTo(line.who().equals("admin"));
            });
    assertThat(viewer.http().get("/v1/audit").text()).doesNotContain("private-value");
    AuditRequest ofF = new AuditRequest(null, null, "all", null, "f");
    assertThat(viewer.client().audit(ofF, 2, null).next()).isNotNull();
    assertThat(viewer.client().audit(ofF, null, null).items()).hasSize(5);
    assertThat(
            new Cli(viewer.client().connection()).run("audit", "--kind", "alias", "--since", "1h"))
        .contains("f/live", "refused (400)", "127.0.0.1");
    assertThat(client.audit(AuditRequest.all(), null, null).items())
        .extracting(AuditInfo::name)
        .doesNotContain("f/live");
    viewer.http().get("/v1/audit?from=yesterday").assertProblem(ErrorCode.INVALID_REQUEST);
    client.namespaces().delete(tenant.namespace());
    Tenant again = Tenant.of(client, tenant.namespace());
    assertThat(told(again.client().audit(AuditRequest.all(), null, null).items()))
        .containsExactly("admin create key all done");
    client.namespaces().delete(again.namespace());
  }

  @Test
  void shouldHaveTheLineOfEveryAcknowledgedChangeAfterAKill() throws Exception {
    Path folder = Scratch.create("audit-kill");
    ServerProcess killed = ServerProcess.on(folder.resolve("data")).start();
    try {
      for (int i = 0; i < 20; i++) {
        killed.client().namespaces().setSecret("s" + i, "value");
      }
      killed.kill9();
      killed = killed.restart();

      assertThat(
              killed
                  .client()
                  .audit(new AuditRequest(null, null, null, "secret", null), 100, null)
                  .items())
          .hasSize(20);
    } finally {
      killed.close();
      Scratch.delete(folder);
    }
  }
}

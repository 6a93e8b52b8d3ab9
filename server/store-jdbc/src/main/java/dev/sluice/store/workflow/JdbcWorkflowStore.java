package dev.sluice.store.workflow;

import dev.sluice.core.workflow.WorkflowAlias;
import dev.sluice.core.workflow.WorkflowStore;
import dev.sluice.core.workflow.WorkflowVersion;
import dev.sluice.store.sql.StoredText;
import dev.sluice.store.sql.Times;
import dev.sluice.store.sql.Transactions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.statement.StatementContext;

/**
 * Workflows in an SQL database. All methods throw core's exception {@code STORAGE_UNAVAILABLE} when
 * the database does not answer. Thread-safe.
 */
public final class JdbcWorkflowStore implements WorkflowStore {
  private static final int MOST_CHARACTERS = 1_000_000;
  private static final String OF =
      " where namespace = :namespace and workflow = :workflow and not removed";

  private final Transactions transactions;

  /** Keeps them in this database. */
  public JdbcWorkflowStore(Transactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public boolean add(WorkflowVersion version) {
    return transactions.changeIfFree(
        handle ->
            handle
                    .createUpdate(
                        "insert into workflow_versions (namespace, workflow, version, digest,"
                            + " definition, created_at, removed, manifest) values (:namespace, :workflow,"
                            + " :version, :digest, :definition, :createdAt, false, :manifest)")
                    .bind("namespace", version.namespace())
                    .bind("workflow", version.workflow())
                    .bind("version", version.version())
                    .bind("digest", version.digest())
                    .bind("definition", StoredText.of(version.text(), MOST_CHARACTERS))
                    .bind("createdAt", Times.column(version.createdAt()))
                    .bind("manifest", version.manifest())
                    .execute()
                == 1);
  }

  @Override
  public void setManifest(String namespace, String workflow, int version, String manifest) {
    int unused =
        transactions.change(
            handle ->
                handle
                    .createUpdate(
                        "update workflow_versions set manifest = :manifest"
                            + OF
                            + " and version = :version")
                    .bind("manifest", manifest)
                    .bind("namespace", namespace)
                    .bind("workflow", workflow)
                    .bind("version", version)
                    .execute());
  }

  @Override
  public int next(String namespace, String workflow) {
    return transactions.read(
        handle ->
            handle
                .createQuery(
                    "select coalesce(max(version), 0) + 1 from workflow_versions"
                        + " where namespace = :namespace and workflow = :workflow")
                .bind("namespace", namespace)
                .bind("workflow", workflow)
                .mapTo(Integer.class)
                .one());
  }

  @Override
  public Optional<WorkflowVersion> find(String namespace, String workflow, int version) {
    return transactions.read(
        handle ->
            handle
                .createQuery(
                    "select * from workflow_versions where namespace = :namespace"
                        + " and workflow = :workflow and version = :version")
                .bind("namespace", namespace)
                .bind("workflow", workflow)
                .bind("version", version)
                .map(JdbcWorkflowStore::row)
                .findOne());
  }

  @Override
  public Optional<WorkflowVersion> latest(String namespace, String workflow) {
    return transactions.read(
        handle ->
            handle
                .createQuery(
                    "select * from workflow_versions"
                        + OF
                        + " order by version desc fetch first 1 rows only")
                .bind("namespace", namespace)
                .bind("workflow", workflow)
                .map(JdbcWorkflowStore::row)
                .findOne());
  }

  @Override
  public List<WorkflowVersion> list(String namespace) {
    return transactions.read(
        handle ->
            handle
                .createQuery(
                    "select * from workflow_versions v where namespace = :namespace"
                        + " and not removed and version = (select max(version)"
                        + " from workflow_versions w where w.namespace = v.namespace"
                        + " and w.workflow = v.workflow and not w.removed) order by workflow")
                .bind("namespace", namespace)
                .map(JdbcWorkflowStore::row)
                .list());
  }

  @Override
  public List<WorkflowVersion> listAll() {
    return transactions.read(
        handle ->
            handle
                .createQuery(
                    "select * from workflow_versions v where not removed and version ="
                        + " (select max(version) from workflow_versions w"
                        + " where w.namespace = v.namespace and w.workflow = v.workflow"
                        + " and not w.removed) order by namespace, workflow")
                .map(JdbcWorkflowStore::row)
                .list());
  }

  @Override
  public List<WorkflowVersion> versions(String namespace, String workflow) {
    return transactions.read(
        handle ->
            handle
                .createQuery("select * from workflow_versions" + OF + " order by version desc")
                .bind("namespace", namespace)
                .bind("workflow", workflow)
                .map(JdbcWorkflowStore::row)
                .list());
  }

  @Override
  public boolean remove(String namespace, String workflow) {
    return transactions.change(
        handle -> {
          int unused = WorkflowAliases.removeAll(handle, namespace, workflow);
          return handle
                  .createUpdate("update workflow_versions set removed = true" + OF)
                  .bind("namespace", namespace)
                  .bind("workflow", workflow)
                  .execute()
              > 0;
        });
  }

  @Override
  public List<WorkflowAlias> aliases(String namespace, String workflow) {
    return transactions.read(handle -> WorkflowAliases.list(handle, namespace, workflow));
  }

  @Override
  public Optional<WorkflowAlias> alias(String namespace, String workflow, String name) {
    return transactions.read(handle -> WorkflowAliases.find(handle, namespace, workflow, name));
  }

  @Override
  public void setAlias(WorkflowAlias alias) {
    int unused = transactions.change(handle -> WorkflowAliases.set(handle, alias));
  }

  @Override
  public boolean removeAlias(String namespace, String workflow, String name) {
    return transactions.change(
        handle -> WorkflowAliases.remove(handle, namespace, workflow, name) > 0);
  }

  private static WorkflowVersion row(ResultSet row, StatementContext context) throws SQLException {
    return new WorkflowVersion(
        row.getString("namespace"),
        row.getString("workflow"),
        row.getInt("version"),
        row.getString("digest"),
        row.getString("definition"),
        Times.instant(row, "created_at"),
        row.getString("manifest"));
  }
}

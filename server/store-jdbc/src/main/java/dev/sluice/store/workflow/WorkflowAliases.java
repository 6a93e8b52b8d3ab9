package dev.sluice.store.workflow;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.core.workflow.WorkflowAlias;
import dev.sluice.store.sql.Times;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/** Statements on aliases of workflows; the caller has the transaction. */
final class WorkflowAliases {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String OF = " where namespace = ? and workflow = ?";

  private WorkflowAliases() {}

  static List<WorkflowAlias> list(Handle handle, String namespace, String workflow) {
    return handle
        .select("select * from workflow_aliases" + OF + " order by name", namespace, workflow)
        .map(WorkflowAliases::row)
        .list();
  }

  static Optional<WorkflowAlias> find(
      Handle handle, String namespace, String workflow, String name) {
    return handle
        .select("select * from workflow_aliases" + OF + " and name = ?", namespace, workflow, name)
        .map(WorkflowAliases::row)
        .findOne();
  }

  static int set(Handle handle, WorkflowAlias alias) {
    int unused = remove(handle, alias.namespace(), alias.workflow(), alias.name());
    return handle.execute(
        "insert into workflow_aliases (namespace, workflow, name, weights, modified_at)"
            + " values (?, ?, ?, ?, ?)",
        alias.namespace(),
        alias.workflow(),
        alias.name(),
        JSON.valueToTree(alias.weights()).toString(),
        Times.column(alias.modifiedAt()));
  }

  static int remove(Handle handle, String namespace, String workflow, String name) {
    return handle.execute(
        "delete from workflow_aliases" + OF + " and name = ?", namespace, workflow, name);
  }

  static int removeAll(Handle handle, String namespace, String workflow) {
    return handle.execute("delete from workflow_aliases" + OF, namespace, workflow);
  }

  private static WorkflowAlias row(ResultSet row, StatementContext context) throws SQLException {
    try {
      return new WorkflowAlias(
          row.getString("namespace"),
          row.getString("workflow"),
          row.getString("name"),
          JSON.readValue(
              row.getString("weights"), new TypeReference<TreeMap<Integer, Double>>() {}),
          Times.instant(row, "modified_at"));
    } catch (JsonProcessingException e) {
      throw new SQLException("an alias with damaged weights", e);
    }
  }
}

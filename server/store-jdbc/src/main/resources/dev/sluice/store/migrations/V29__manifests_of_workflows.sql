-- The manifest that a version came from; null: none.
alter table workflow_versions add column manifest varchar(200);

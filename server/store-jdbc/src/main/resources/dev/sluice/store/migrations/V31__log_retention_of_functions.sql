-- How long the log lines of a function are kept; null for as long as the server does.
alter table functions add column log_retention_seconds bigint;
alter table function_versions add column log_retention_seconds bigint;

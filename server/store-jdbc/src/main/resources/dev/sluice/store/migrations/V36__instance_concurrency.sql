-- Calls that one instance serves at a time.
alter table functions add column instance_concurrency integer default 1 not null;
alter table function_versions add column instance_concurrency integer default 1 not null;

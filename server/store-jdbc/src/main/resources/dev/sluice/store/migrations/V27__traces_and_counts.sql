-- Which trace an invocation belongs to, and what its function counted.
alter table invocations add column trace_id varchar(32);
alter table invocations add column counts varchar(10000); -- JSON
alter table invocation_stats add column counts varchar(100000) default '{}' not null; -- JSON

alter table queued_events add column trace varchar(55);

alter table function_aliases add column routing_kind varchar(16); -- null: drawn for each call
alter table function_aliases add column routing_expression varchar(1000);

alter table invocations add column routed_by varchar(16) default 'QUALIFIER' not null;
alter table invocations add column content_type varchar(1000) default 'application/octet-stream' not null;
alter table invocations add column event_id varchar(1000);
alter table invocations add column payload bytea; -- null: not kept
alter table invocations add column result_digest varchar(64);
alter table invocations add column replay_of varchar(40);

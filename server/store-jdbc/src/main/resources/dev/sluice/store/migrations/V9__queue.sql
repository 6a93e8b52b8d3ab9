-- Events that nobody waits for, until they were run; dead letters stay until somebody decides.

create table queued_events (
  id varchar(40) ${bytewise} not null primary key, -- of the invocation
  namespace varchar(63) ${bytewise} not null,
  function_name varchar(63) ${bytewise} not null,
  association varchar(63) ${bytewise} not null, -- empty: none
  qualifier varchar(1000) not null,
  trigger_kind varchar(1000) not null,
  content_type varchar(1000) not null,
  event_id varchar(1000),
  event_source varchar(1000),
  payload_bytes bigint not null,
  payload bytea, -- null: in queued_parts
  lane varchar(1000) ${bytewise}, -- events of one lane run one after the other; null: none
  routing_value varchar(1000),
  depth integer not null,
  replay_of varchar(40),
  state smallint not null, -- 1 waiting, 2 claimed, 3 dead
  attempts integer not null,
  created_nanos bigint not null,
  due_nanos bigint not null,
  failure varchar(1000000) -- JSON
);
create index queued_events_due on queued_events
  (namespace, function_name, association, state, due_nanos, id);
create index queued_events_state on queued_events (namespace, state, id);

-- A column of bytes takes at most a mebibyte on H2.
create table queued_parts (
  event_id varchar(40) ${bytewise} not null references queued_events (id) on delete cascade,
  part integer not null,
  payload bytea not null,
  primary key (event_id, part)
);

-- Events that functions must not get twice.
create table event_receipts (
  namespace varchar(63) ${bytewise} not null,
  function_name varchar(63) ${bytewise} not null,
  event_digest varchar(64) not null, -- SHA-256 of source and id
  invocation varchar(40) ${bytewise} not null,
  expires_nanos bigint not null,
  primary key (namespace, function_name, event_digest)
);
create index event_receipts_expiry on event_receipts (expires_nanos);

alter table invocations add column attempts integer; -- null: somebody waited for it
alter table invocations add column delay_nanos bigint;
alter table invocations add column result_type varchar(1000);
alter table invocations add column result bytea; -- null: not kept

alter table functions add column async_policy varchar(20000); -- JSON; null: the usual one
alter table function_versions add column async_policy varchar(20000);

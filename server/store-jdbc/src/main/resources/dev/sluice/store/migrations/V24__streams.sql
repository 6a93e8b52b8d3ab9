-- An ordered association's queue is called ASSOCIATION#SHARD here.
alter table queued_events alter column association set data type varchar(200) ${bytewise};

-- How far the shards of ordered associations are. A position is that of an event, in microseconds;
-- due_nanos has it in nanoseconds.
create table stream_shards (
  namespace varchar(63) ${bytewise} not null,
  association varchar(200) ${bytewise} not null, -- with the shard, as in queued_events
  function_name varchar(63) ${bytewise} not null,
  position bigint not null, -- of the event that was settled last
  settled bigint not null, -- how many were
  settled_nanos bigint not null, -- when the last one was
  lost bigint not null, -- the last position that cannot be replayed; 0: none
  primary key (namespace, association, function_name)
);

-- Events of ordered associations that were settled, for replays.
create table kept_events (
  id varchar(40) ${bytewise} not null primary key,
  namespace varchar(63) ${bytewise} not null,
  function_name varchar(63) ${bytewise} not null,
  association varchar(200) ${bytewise} not null,
  qualifier varchar(1000) not null,
  trigger_kind varchar(1000) not null,
  content_type varchar(1000) not null,
  event_id varchar(1000),
  event_source varchar(1000),
  payload_bytes bigint not null,
  payload bytea, -- null: in kept_parts
  lane varchar(1000) ${bytewise},
  routing_value varchar(1000),
  depth integer not null,
  due_nanos bigint not null
);
create index kept_events_place on kept_events
  (namespace, association, function_name, due_nanos);

create table kept_parts (
  event_id varchar(40) ${bytewise} not null references kept_events (id) on delete cascade,
  part integer not null,
  payload bytea not null,
  primary key (event_id, part)
);

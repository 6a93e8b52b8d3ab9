-- So many of an execution's events have had their effects outside.
alter table executions add column done integer default 0 not null;

update executions set done = events;

-- What an execution waits for, as JSON; null where it is over, or that is too long.
alter table executions add column waits varchar(100000);

create index executions_by_workflow on executions (namespace, workflow, id);

create index executions_by_end on executions (ended_at);

-- Events that came before an execution waited for them. Long ones have parts.
create table early_events (
  namespace varchar(63) ${bytewise} not null,
  digest varchar(64) not null, -- of the event's source and id
  part integer not null,
  source varchar(100000) not null,
  event_id varchar(100000) not null,
  arrived_at timestamp(6) with time zone not null,
  content varchar(500000) not null, -- JSON
  primary key (namespace, digest, part)
);

create table workflow_aliases (
  namespace varchar(63) ${bytewise} not null,
  workflow varchar(63) ${bytewise} not null,
  name varchar(63) ${bytewise} not null,
  weights varchar(100000) not null, -- JSON
  modified_at timestamp(6) with time zone not null,
  primary key (namespace, workflow, name)
);

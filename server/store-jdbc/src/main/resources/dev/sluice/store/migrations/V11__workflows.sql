create table workflow_versions (
  namespace varchar(63) ${bytewise} not null,
  workflow varchar(63) ${bytewise} not null,
  version integer not null,
  digest varchar(64) not null,
  definition varchar(1000000) not null,
  created_at timestamp(6) with time zone not null,
  removed boolean not null,
  primary key (namespace, workflow, version)
);

create table executions (
  id varchar(40) ${bytewise} not null primary key,
  namespace varchar(63) ${bytewise} not null,
  workflow varchar(63) ${bytewise} not null,
  version integer not null,
  business_key varchar(1000) ${bytewise},
  status varchar(16) not null,
  created_at timestamp(6) with time zone not null,
  ended_at timestamp(6) with time zone,
  events integer not null,
  unique (namespace, workflow, business_key)
);

create index executions_by_namespace on executions (namespace, id);

create index executions_by_status on executions (status);

-- The storage of executions: what they are is what these make of nothing. Long events have parts.
create table execution_events (
  execution_id varchar(40) ${bytewise} not null,
  event integer not null,
  part integer not null,
  content varchar(500000) not null, -- JSON
  primary key (execution_id, event, part)
);

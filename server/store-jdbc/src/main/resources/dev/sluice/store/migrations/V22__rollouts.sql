-- An alias on its way from one version to another. Its weights change in the transaction of the log's entry.
create table rollouts (
  id varchar(40) ${bytewise} not null primary key,
  namespace varchar(63) ${bytewise} not null,
  function_id varchar(40) ${bytewise} not null references functions (id),
  function_name varchar(63) ${bytewise} not null,
  alias_name varchar(63) ${bytewise} not null,
  active_alias varchar(63) ${bytewise}, -- the alias until it is over, then null: one at a time
  stable_version integer not null,
  canary_version integer not null,
  plan varchar(100000) not null, -- JSON
  description varchar(10000) not null,
  state varchar(16) not null,
  step integer not null, -- from 0
  step_began_at timestamp(6) with time zone not null,
  numbers varchar(100000) not null, -- JSON; since the step began, as of the last look
  created_at timestamp(6) with time zone not null,
  ended_at timestamp(6) with time zone,
  revision bigint not null,
  unique (function_id, active_alias)
);
create index rollouts_function on rollouts (function_id, id);

create table rollout_log (
  rollout_id varchar(40) ${bytewise} not null references rollouts (id),
  entry bigint not null, -- the rollout's revision
  decided_at timestamp(6) with time zone not null,
  decided_by varchar(63) ${bytewise}, -- null: the server
  action varchar(16) not null,
  step integer not null,
  weight double precision not null,
  reason varchar(32) not null,
  text varchar(10000) not null,
  numbers varchar(100000) not null, -- JSON
  primary key (rollout_id, entry)
);

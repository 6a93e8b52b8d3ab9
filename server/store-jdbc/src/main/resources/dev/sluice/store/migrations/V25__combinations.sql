-- Combinations of events that are open. A generation stands for what an association says of them.
create table combinations (
  id varchar(40) ${bytewise} not null primary key,
  namespace varchar(63) ${bytewise} not null,
  association varchar(63) ${bytewise} not null,
  generation varchar(64) ${bytewise} not null,
  place bigint not null, -- counts those of a generation as they were opened
  key_digest varchar(64) ${bytewise} not null, -- SHA-256 of what the events have in common
  correlation varchar(1000) not null, -- the beginning of that, for people
  opened_nanos bigint not null,
  expires_nanos bigint not null
);
create index combinations_place on combinations (namespace, association, generation, place);
create index combinations_key on combinations
  (namespace, association, generation, key_digest, place);
create index combinations_expiry on combinations (expires_nanos);

-- Their events, and those of combinations that have ended: the same event must not begin another.
create table combination_events (
  combination varchar(40) ${bytewise} not null,
  part varchar(63) ${bytewise} not null,
  namespace varchar(63) ${bytewise} not null,
  association varchar(63) ${bytewise} not null,
  generation varchar(64) ${bytewise} not null,
  place bigint not null, -- of the combination
  key_digest varchar(64) ${bytewise} not null,
  event_digest varchar(64) ${bytewise} not null, -- SHA-256 of source and id
  event_id varchar(1000) not null,
  event_source varchar(1000) not null,
  arrived_nanos bigint not null,
  forget_nanos bigint not null, -- the same event is another one from then on
  payload_bytes bigint not null,
  payload bytea, -- null: in combination_pieces, or the combination has ended
  primary key (combination, part)
);
create index combination_events_digest on combination_events
  (namespace, association, generation, event_digest);
create index combination_events_part on combination_events
  (namespace, association, generation, key_digest, part, place);
create index combination_events_forget on combination_events (forget_nanos);

-- A column of bytes takes at most a mebibyte on H2.
create table combination_pieces (
  combination varchar(40) ${bytewise} not null,
  part varchar(63) ${bytewise} not null,
  piece integer not null,
  payload bytea not null,
  primary key (combination, part, piece),
  foreign key (combination, part) references combination_events (combination, part)
    on delete cascade
);

-- What became of them.
create table combination_counts (
  namespace varchar(63) ${bytewise} not null,
  association varchar(63) ${bytewise} not null,
  generation varchar(64) ${bytewise} not null,
  opened bigint not null,
  completed bigint not null,
  expired bigint not null,
  dropped bigint not null,
  primary key (namespace, association, generation)
);

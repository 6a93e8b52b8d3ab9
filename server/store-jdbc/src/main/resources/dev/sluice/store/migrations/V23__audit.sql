-- Who changed what. A line is on disk before its change is acknowledged.
create table audit_lines (
  id varchar(40) ${bytewise} not null primary key, -- grows with time
  namespace varchar(63) ${bytewise} not null,
  made_at timestamp(6) with time zone not null,
  who varchar(63) ${bytewise} not null, -- a key's name, or the admin
  admin boolean not null,
  action varchar(63) ${bytewise} not null,
  kind varchar(63) ${bytewise} not null,
  name varchar(1000) ${bytewise} not null,
  method varchar(16) not null,
  path varchar(2000) not null,
  address varchar(200) not null,
  agent varchar(500) not null,
  status integer not null,
  done boolean not null
);
create index audit_lines_namespace on audit_lines (namespace, done, id);
create index audit_lines_made on audit_lines (made_at);

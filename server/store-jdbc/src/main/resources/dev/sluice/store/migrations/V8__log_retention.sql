-- What each namespace keeps of its log, counted with every batch of lines that comes or goes.
-- bytes: the lines' text in UTF-8, and 200 more for each line. No line of it is below first_id.
create table log_namespaces (
  namespace varchar(63) ${bytewise} not null primary key,
  bytes bigint not null,
  first_id bigint not null,
  last_id bigint not null
);
insert into log_namespaces (namespace, bytes, first_id, last_id)
  select namespace, cast(sum(octet_length(line) + 200) as bigint), min(id), max(id)
  from log_lines group by namespace;

-- One row, made when it is first asked for: which store this is.
create table log_identity (
  id varchar(40) not null primary key
);

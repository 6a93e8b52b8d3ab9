-- Values are sealed before they come here: AES-GCM, bound to namespace and name.

create table secrets (
  namespace varchar(63) ${bytewise} not null,
  name varchar(63) ${bytewise} not null,
  key_id varchar(32) not null,
  sealed varchar(1000000) not null, -- base64
  created_at timestamp(6) with time zone not null,
  modified_at timestamp(6) with time zone not null,
  revision bigint not null,
  primary key (namespace, name)
);

alter table functions add column environment_from varchar(1000000) default '{}' not null; -- JSON
alter table function_versions add column environment_from varchar(1000000) default '{}' not null;

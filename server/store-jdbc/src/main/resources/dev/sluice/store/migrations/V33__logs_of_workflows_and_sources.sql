-- A function's name, or workflow:NAME or source:NAME.
alter table log_lines alter column function_name set data type varchar(80) ${bytewise};

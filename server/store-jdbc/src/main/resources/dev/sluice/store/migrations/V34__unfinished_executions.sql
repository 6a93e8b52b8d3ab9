-- Whether something is to be done for it still: a start of the server looks for these alone, among
-- all that have ended.
alter table executions add column unfinished boolean default true not null;
update executions set unfinished = false
  where status not in ('PENDING', 'RUNNING', 'SUSPENDED') and done >= events;
create index executions_unfinished on executions (unfinished);
drop index executions_by_status;

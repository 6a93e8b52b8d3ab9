-- The content has them; nothing read them here.
alter table early_events drop column source;
alter table early_events drop column event_id;

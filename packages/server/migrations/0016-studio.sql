-- Plugins of the studio that somebody has switched off or on again; one that is not here is on.
create table studio_plugin (
  id         text     not null primary key,
  is_enabled smallint not null check (is_enabled in (0, 1)),
  changed_at bigint   not null
);

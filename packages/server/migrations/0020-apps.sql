-- Graphs that are published as apps: a name that stays, and versions that never change behind it.
create table graph_app (
  account_id     text     not null references account (id),
  slug           text     not null,
  graph_name     text     not null,
  -- The version that answers; none while it is unpublished.
  active_version integer,
  -- Whether what goes in and comes out is kept with its runs.
  record_io      smallint not null check (record_io in (0, 1)),
  created_at     bigint   not null,
  updated_at     bigint   not null,
  primary key (account_id, slug)
);

create table graph_app_version (
  account_id text    not null,
  slug       text    not null,
  version    integer not null,
  graph_name text    not null,
  -- The graph with what was in its presets, as JSON.
  document   text    not null,
  note       text,
  git_commit text,
  git_dirty  smallint check (git_dirty in (0, 1)),
  created_at bigint  not null,
  primary key (account_id, slug, version),
  foreign key (account_id, slug) references graph_app (account_id, slug) on delete cascade
);

create table graph_app_run (
  account_id text    not null,
  slug       text    not null,
  run_id     text    not null,
  version    integer not null,
  status     text    not null check (status in ('ok', 'error')),
  error_code text,
  error      text,
  device     text    not null,
  key_id     text    not null,
  total_ms   bigint  not null,
  -- JSON, or a mark in its place.
  inputs     text    not null,
  outputs    text    not null,
  created_at bigint  not null,
  primary key (account_id, slug, run_id),
  foreign key (account_id, slug) references graph_app (account_id, slug) on delete cascade
);
create index graph_app_run_list on graph_app_run (account_id, slug, created_at, run_id);

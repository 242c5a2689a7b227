-- Where versions that graphs made came from. `data` is JSON: the name, digest and size of each dataset.
create table version_lineage (
  version_id   text   not null primary key references version (id) on delete cascade,
  account_id   text   not null references account (id),
  run_id       text   not null,
  graph_name   text   not null,
  graph_digest text   not null,
  graph_node   text,
  seed         bigint not null,
  data         text   not null,
  created_at   bigint not null
);
create index version_lineage_graph on version_lineage (graph_digest);

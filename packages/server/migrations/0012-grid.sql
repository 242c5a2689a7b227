-- What a model is called on the grid, and what partners may do with it. A row that was removed stays: the same
-- id served again by the same owner becomes the next version of the same artifact. manifest is JSON and stands
-- for the bytes of an encrypted model, of which nothing is here but where its shares are.
create table grid_model (
  id              text   not null primary key,
  grid_id         text   not null,
  owner_id        text   not null references account (id),
  artifact_id     text   references artifact (id),
  version_id      text   references version (id),
  size            bigint not null default 0,
  allow_download  bigint not null check (allow_download in (0, 1)),
  allow_inference bigint not null check (allow_inference in (0, 1)),
  manifest        text,
  created_at      bigint not null,
  removed_at      bigint
);
create unique index grid_model_live on grid_model (grid_id) where removed_at is null;
create index grid_model_artifact on grid_model (artifact_id) where removed_at is null;
create index grid_model_name on grid_model (owner_id, grid_id);

-- The deployment by which the grid answers for a version.
create table grid_deployment (
  version_id    text not null primary key references version (id) on delete cascade,
  deployment_id text not null references deployment (id) on delete cascade
);
create index grid_deployment_deployment on grid_deployment (deployment_id);

-- Other grid nodes: joined to this network, or connected to this one.
create table grid_partner (
  kind       text   not null check (kind in ('joined', 'connected')),
  id         text   not null,
  address    text   not null,
  account_id text   references account (id) on delete set null,
  created_at bigint not null,
  checked_at bigint,
  reached_at bigint,
  error      text,
  primary key (kind, id)
);

-- One share of an encrypted model's weights, held for others. Only who has the token may ask for it or end it.
create table grid_share (
  id         text   not null primary key,
  model_id   text   not null,
  part       bigint not null,
  parts      bigint not null,
  sha256     text   not null references blob (sha256),
  size       bigint not null,
  tensors    text   not null,
  provider   text   not null,
  token_hash text   not null,
  account_id text   references account (id) on delete cascade,
  created_at bigint not null
);
create index grid_share_sha256 on grid_share (sha256);

-- Shares that a worker is still to be told to delete.
create table grid_release (
  id         text   not null primary key,
  address    text   not null,
  share_id   text   not null,
  token      text   not null,
  attempts   bigint not null default 0,
  error      text,
  created_at bigint not null,
  next_at    bigint not null
);
create index grid_release_next on grid_release (next_at);

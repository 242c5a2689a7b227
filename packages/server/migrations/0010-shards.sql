-- The parts of a dataset that will be its next revision. One without a SHA-256 is still arriving at its
-- upload. Identical bytes are one blob, so a new revision costs only what changed.
create table shard (
  id          text   not null primary key,
  artifact_id text   not null references artifact (id) on delete cascade,
  name        text   not null,
  split       text   not null,
  size        bigint not null,
  sha256      text   references blob (sha256),
  upload_id   text,
  rows        bigint,
  -- JSON: column to {type, shape}; null for what is no table.
  fields      text,
  created_by  text   not null references account (id),
  created_at  bigint not null,
  updated_at  bigint not null
);
-- One that has arrived may wait beside the one that is to replace it.
create unique index shard_present on shard (artifact_id, name) where sha256 is not null;
create index shard_artifact on shard (artifact_id, name);
create unique index shard_upload on shard (upload_id);
create index shard_sha256 on shard (sha256);

-- What is known of a file that is a part of a dataset.
alter table version_file add column split text;
alter table version_file add column rows bigint;

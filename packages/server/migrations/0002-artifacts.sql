-- Models and datasets. The columns after version_count describe the latest version and are kept for lists,
-- filters and sorting; change rises with every visible change, so that an answer can be kept by (id, change).
create table artifact (
  id                text   not null primary key,
  kind              text   not null check (kind in ('model', 'dataset')),
  owner_id          text   not null references account (id),
  name              text   not null,
  is_public         bigint not null default 0 check (is_public in (0, 1)),
  is_paid           bigint not null default 0 check (is_paid in (0, 1)),
  change            bigint not null default 1,
  latest_version_id text,
  version_count     bigint not null default 0,
  summary           text,
  search_text       text   not null default '',
  framework         text,
  format            text,
  license           text,
  task              text,
  size_category     text,
  file_size_bytes   bigint not null default 0,
  row_count         bigint,
  latest_created_at bigint,
  latest_updated_at bigint,
  download_count    bigint not null default 0,
  star_count        bigint not null default 0,
  created_at        bigint not null,
  updated_at        bigint not null,
  unique (owner_id, kind, name)
);
-- An artifact without a version is in no list, so these hold only those that have one.
create index artifact_owner_created on artifact (owner_id, kind, latest_created_at, id)
  where latest_version_id is not null;
create index artifact_owner_updated on artifact (owner_id, kind, latest_updated_at, id)
  where latest_version_id is not null;
create index artifact_owner_public on artifact (owner_id, kind, latest_created_at, id)
  where is_public = 1 and latest_version_id is not null;
create index artifact_public_created on artifact (kind, latest_created_at, id, owner_id)
  where is_public = 1 and latest_version_id is not null;
create index artifact_public_updated on artifact (kind, latest_updated_at, id, owner_id)
  where is_public = 1 and latest_version_id is not null;

-- The labels of an artifact's latest version, one row each, for filters and facets.
create table artifact_label (
  artifact_id text not null references artifact (id) on delete cascade,
  label       text not null check (label in ('tag', 'task_category', 'language')),
  value       text not null,
  primary key (artifact_id, label, value)
);
create index artifact_label_value on artifact_label (label, value, artifact_id);

-- A version is never edited; metrics, aliases and counters stand beside what it holds. A deleted version
-- keeps its row, so that its number is never used again.
create table version (
  id              text   not null primary key,
  artifact_id     text   not null references artifact (id),
  version         text   not null,
  major           bigint not null,
  minor           bigint not null,
  patch           bigint not null,
  state           text   not null check (state in ('published', 'yanked', 'deleted')),
  manifest        text   not null,
  manifest_hash   text   not null,
  artifacts_hash  text   not null,
  file_size_bytes bigint not null,
  inspection      text   not null default '{}',
  metrics         text   not null default '{}',
  download_count  bigint not null default 0,
  created_by      text   not null references account (id),
  created_at      bigint not null,
  updated_at      bigint not null,
  unique (artifact_id, version)
);
create index version_order on version (artifact_id, major, minor, patch);

-- Every tensor that was found in a version's files: JSON, and apart from the version because it can be long.
create table version_tensors (
  version_id text not null primary key references version (id) on delete cascade,
  tensors    text not null
);

create table version_alias (
  artifact_id text   not null references artifact (id) on delete cascade,
  alias       text   not null,
  version_id  text   not null references version (id) on delete cascade,
  created_at  bigint not null,
  primary key (artifact_id, alias)
);
create index version_alias_version on version_alias (version_id);

-- Bytes by their SHA-256 (hex). A row comes before its bytes (awaited) and goes after them (deleting), so
-- that collecting garbage cannot race an upload: only a row long untouched may turn to deleting, and nothing
-- may refer to a row that is not present.
create table blob (
  sha256     text   not null primary key,
  size       bigint not null,
  state      text   not null default 'present' check (state in ('awaited', 'present', 'deleting')),
  created_at bigint not null,
  touched_at bigint not null
);
create index blob_touched on blob (state, touched_at);

create table version_file (
  version_id text   not null references version (id) on delete cascade,
  path       text   not null,
  sha256     text   not null references blob (sha256),
  size       bigint not null,
  primary key (version_id, path)
);
create index version_file_sha256 on version_file (sha256);

-- A version on its way in: what it will hold, and which blobs it still waits for.
create table registration (
  id          text   not null primary key,
  account_id  text   not null references account (id) on delete cascade,
  artifact_kind text not null check (artifact_kind in ('model', 'dataset')),
  owner_id    text   not null references account (id) on delete cascade,
  name        text   not null,
  version     text   not null,
  body_hash   text   not null,
  manifest    text   not null,
  files       text   not null,
  version_id  text   references version (id),
  created_at  bigint not null,
  expires_at  bigint not null
);
-- Asking twice is one registration, even at the same moment.
create unique index registration_target
  on registration (account_id, owner_id, artifact_kind, name, version, body_hash);
create index registration_expiry on registration (expires_at);

-- The blobs a registration will need: garbage collection leaves them alone while the registration lives.
create table registration_blob (
  registration_id text not null references registration (id) on delete cascade,
  sha256          text not null,
  primary key (registration_id, sha256)
);
create index registration_blob_sha256 on registration_blob (sha256);

-- One blob coming in, at /v1/uploads/{id}. The bytes so far are in the staging folder under the same id: its
-- size there is the offset, and a lock of the file system says who is sending.
create table upload (
  id           text   not null primary key,
  account_id   text   not null references account (id) on delete cascade,
  owner_id     text   not null references account (id) on delete cascade,
  sha256       text   not null,
  size         bigint not null,
  completed_at bigint,
  created_at   bigint not null,
  expires_at   bigint not null
);
create index upload_target on upload (owner_id, sha256);
create index upload_expiry on upload (expires_at);

-- An archive of a version that somebody asked for; its blob is kept until expires_at.
create table download (
  id          text   not null primary key,
  version_id  text   not null references version (id) on delete cascade,
  account_id  text   not null references account (id) on delete cascade,
  variant     text   not null,
  status      text   not null check (status in ('preparing', 'ready', 'failed')),
  filename    text   not null,
  sha256      text   references blob (sha256),
  error       text,
  created_at  bigint not null,
  expires_at  bigint not null
);
create index download_version on download (version_id, variant);
create index download_sha256 on download (sha256);
create index download_expiry on download (expires_at);

-- The right of an account to use a paid artifact. Commerce writes it; mayUse reads it.
create table artifact_grant (
  id          text   not null primary key,
  account_id  text   not null references account (id),
  artifact_id text   not null references artifact (id),
  created_at  bigint not null,
  expires_at  bigint,
  revoked_at  bigint
);
create index artifact_grant_holder on artifact_grant (account_id, artifact_id);
create index artifact_grant_artifact on artifact_grant (artifact_id);

-- Graph nodes (one file each) and plugins (npm packages) that the server's owner has uploaded, each whole.
-- `name` is the file's name, or the plugin's id. `content` is base64.
create table studio_upload (
  kind        text   not null check (kind in ('custom', 'plugin')),
  name        text   not null,
  sha256      text   not null,
  content     text   not null,
  uploaded_at bigint not null,
  primary key (kind, name)
);
-- JSON: what the owner lets a plugin do. A custom graph node is called `custom/<file>` here.
alter table studio_plugin add column abilities text not null default '[]';

-- What the marketplace says of models and datasets beyond the registry's words. `declared` is JSON: what was
-- said when the asset was made or changed and no version says better. `number` counts artifacts in the order
-- they were made, `score` (0 to 63) is how popular one is, and `place` is where that puts it in lists.
create sequence artifact_number;
alter table artifact add column title text;
alter table artifact add column declared text not null default '{}';
alter table artifact add column number bigint;
update artifact set number = numbered.number
  from (select id, row_number() over (order by id collate "C") as number from artifact) numbered
  where numbered.id = artifact.id;
select setval('artifact_number', (select count(*) + 1 from artifact), false);
alter table artifact alter column number set default nextval('artifact_number');
alter table artifact alter column number set not null;
alter table artifact add column score bigint not null default 0;
-- 2^46 artifacts fit into one score, and all places into 53 bits.
alter table artifact add column place bigint generated always as ((63 - score) * 70368744177664 + number) stored;
-- The words it is found by, each once, with a space between; see search-words.ts.
alter table artifact add column search_words text not null default '';

create unique index artifact_place on artifact (place);
create index artifact_unindexed on artifact (number) where search_words = '';
-- Words are cut and folded before they come here: no parser, no dictionary.
create index artifact_search on artifact using gin (array_to_tsvector(string_to_array(search_words, ' ')));

-- Who marked which artifact as a good one.
create table artifact_star (
  artifact_id text   not null references artifact (id) on delete cascade,
  account_id  text   not null references account (id) on delete cascade,
  created_at  bigint not null,
  primary key (artifact_id, account_id)
);
create index artifact_star_account on artifact_star (account_id, artifact_id);

-- What changed since `parent`, a version number; why a version should not be used any more.
alter table version add column changelog text;
alter table version add column parent text;
alter table version add column yanked_at bigint;
alter table version add column yanked_reason text;

-- JSON: the changelog and parent of the version to be, where the marketplace opened the registration.
alter table registration add column about text;

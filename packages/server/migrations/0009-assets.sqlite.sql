-- What the marketplace says of models and datasets beyond the registry's words. `declared` is JSON: what was
-- said when the asset was made or changed and no version says better. `number` counts artifacts in the order
-- they were made, `score` (0 to 63) is how popular one is, and `place` is where that puts it in lists.
alter table artifact add column title text;
alter table artifact add column declared text not null default '{}';
alter table artifact add column number bigint;
alter table artifact add column score bigint not null default 0;
-- 2^46 artifacts fit into one score, and all places into 53 bits.
alter table artifact add column place bigint generated always as ((63 - score) * 70368744177664 + number) virtual;
-- The words it is found by, each once, with a space between; see search-words.ts.
alter table artifact add column search_words text not null default '';

update artifact set number = (select count(*) from artifact other where other.id <= artifact.id);
create unique index artifact_number on artifact (number);
create unique index artifact_place on artifact (place);
create index artifact_unindexed on artifact (number) where search_words = '';

-- Words are cut and folded before they come here, so the tokenizer has nothing to do but to split at spaces.
-- Its rows are numbered by place: what it finds comes in the order of the list, and the first page is read
-- without looking at the rest.
create virtual table artifact_search using fts5 (
  words, content = '', contentless_delete = 1, detail = none, tokenize = 'ascii', prefix = '1 2 3 4 5 6 7 8 9 10'
);

create trigger artifact_added after insert on artifact when new.number is null begin
  update artifact set number = (select coalesce(max(number), 0) + 1 from artifact) where id = new.id;
end;
create trigger artifact_added_whole after insert on artifact when new.number is not null and new.search_words <> '' begin
  insert into artifact_search (rowid, words) values (new.place, new.search_words);
end;
create trigger artifact_reworded after update of search_words, score, number on artifact
when old.search_words is not new.search_words or old.place is not new.place begin
  delete from artifact_search where rowid = old.place and old.search_words <> '';
  insert into artifact_search (rowid, words)
    select new.place, new.search_words where new.search_words <> '' and new.place is not null;
end;
create trigger artifact_removed after delete on artifact when old.search_words <> '' begin
  delete from artifact_search where rowid = old.place;
end;

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

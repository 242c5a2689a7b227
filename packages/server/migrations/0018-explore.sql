-- Lists in the other orders people ask for: what was made last, changed last, and by name.
create index artifact_made_order on artifact (created_at, number);
create index artifact_changed_order on artifact (updated_at, number);

-- Formats of datasets are facts to filter by from now on: the next start writes their words anew.
update artifact set search_words = '' where kind = 'dataset' and format is not null;

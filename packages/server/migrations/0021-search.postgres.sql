-- What a search asks for is the beginning of a word. GIN answers that for a whole word a hundred times faster
-- than for a beginning, so the beginnings are indexed, up to twelve characters; facts (see search-words.ts)
-- are asked for whole. The cost is what it is: the planner must not call it for every row.
create function search_lexemes(words text) returns tsvector
  language sql immutable strict parallel restricted cost 10000
as $$
  select array_to_tsvector(coalesce(array_agg(distinct left(word, size)), '{}'))
  from unnest(string_to_array(words, ' ')) as word,
    generate_series(
      case when word ~ '^[\uE010-\uE012]?[\uE000-\uE00E]' then length(word) else 1 end,
      case when word ~ '^[\uE010-\uE012]?[\uE000-\uE00E]' then length(word) else least(length(word), 12) end
    ) as size
  where word <> ''
$$;
drop index artifact_search;
create index artifact_search on artifact using gin (search_lexemes(search_words));

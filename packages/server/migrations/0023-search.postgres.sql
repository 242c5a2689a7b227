-- GIN finds but knows no order: what it finds has to be fetched and sorted. So it is asked among the most
-- popular first, who have small indexes of their own: each holds what has a 32nd of the last one's downloads.
create index artifact_search_31 on artifact using gin (search_lexemes(search_words)) where score >= 31;
create index artifact_search_21 on artifact using gin (search_lexemes(search_words)) where score >= 21;
create index artifact_search_11 on artifact using gin (search_lexemes(search_words)) where score >= 11;

-- The index's answer, of one artifact's words. The lists are patterns of `like`: all that a public one must
-- have, all that a private one must have, and what that must have one of.
create function has_words(words text, shared text[], own text[], owners text[]) returns boolean
  language sql immutable parallel safe
as $$
  select ' ' || words || ' ' like all (shared)
    or ' ' || words || ' ' like all (own) and ' ' || words || ' ' like any (owners)
$$;

create type artifact_hit as (id text, change bigint, place bigint);

-- One page of what a query finds behind a place, in the order of places.
--
-- What many have fills the page after `near` places, which are looked at one by one. What is rarer is asked of
-- the indexes, the smallest first: what fills no page from one of them has few hits in the next. Where there
-- are more than `most` all the same (of things that nobody downloads), `far` places are looked at before all
-- hits are sorted. The condition is on `place + 0`, or half of the index on places would be read as well.
create function find_artifacts(
  query tsquery, shared text[], own text[], owners text[], after bigint, page bigint,
  near bigint, most bigint, far bigint
) returns setof artifact_hit
  language plpgsql stable
  -- Planned once for each connection.
  set plan_cache_mode = force_generic_plan
as $$
#variable_conflict use_column
declare
  found artifact_hit[];
  are_some_near boolean;
begin
  <<search>> begin
    found := array(
      select row(id, change, place)::artifact_hit
      from (select * from artifact where place > after order by place limit near) as a
      where has_words(search_words, shared, own, owners) limit page);
    exit search when cardinality(found) = page;
    are_some_near := cardinality(found) > 1;

    -- The last place of a score is before the first of the next lower one.
    found := array(
      select row(id, change, place)::artifact_hit from artifact
      where score >= 31 and search_lexemes(search_words) @@ query and after < 33 * 70368744177664
        and place + 0 > after and has_words(search_words, shared, own, owners)
      order by place limit page);
    exit search when cardinality(found) = page;

    found := array(
      select row(id, change, place)::artifact_hit from artifact
      where score >= 21 and search_lexemes(search_words) @@ query and after < 43 * 70368744177664
        and place + 0 > after and has_words(search_words, shared, own, owners)
      order by place limit page);
    exit search when cardinality(found) = page;

    found := array(
      select row(id, change, place)::artifact_hit from artifact
      where score >= 11 and search_lexemes(search_words) @@ query and after < 53 * 70368744177664
        and place + 0 > after and has_words(search_words, shared, own, owners)
      order by place limit page);
    exit search when cardinality(found) = page;

    -- Where some are near that none of these indexes knows, the far way is the shorter.
    if not are_some_near then
      found := array(
        select row(id, change, place)::artifact_hit from artifact
        where search_lexemes(search_words) @@ query
          and place + 0 > after and has_words(search_words, shared, own, owners)
        limit most + 1);
      exit search when cardinality(found) <= most;
    end if;

    found := array(
      select row(id, change, place)::artifact_hit
      from (select * from artifact where place > after order by place limit far) as a
      where has_words(search_words, shared, own, owners) limit page);
    exit search when cardinality(found) = page;

    found := array(
      select row(id, change, place)::artifact_hit from artifact
      where search_lexemes(search_words) @@ query
        and place + 0 > after and has_words(search_words, shared, own, owners));
  end search;
  return query select * from unnest(found) order by place limit page;
end
$$;

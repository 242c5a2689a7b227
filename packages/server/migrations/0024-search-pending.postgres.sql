-- Every search reads what waits to be sorted into an index, which by default may be four megabytes: searches
-- then take four times as long. Sorted in a few dozen at a time, changes cost no more than before. Kilobytes.
alter index artifact_search set (gin_pending_list_limit = 64);
alter index artifact_search_31 set (gin_pending_list_limit = 64);
alter index artifact_search_21 set (gin_pending_list_limit = 64);
alter index artifact_search_11 set (gin_pending_list_limit = 64);

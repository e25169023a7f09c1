-- A holding is found by what its MAC covers too, not only by a column that somebody emptied.

create index holding_record on holding using gin ((record::jsonb -> 'subjects'));

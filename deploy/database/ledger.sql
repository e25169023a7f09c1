-- The ledger as `concordat ledger export` writes it, from a restored database before any gateway runs on it:
--     psql -At -f ledger.sql -o ledger.txt DATABASE
select line
from (
    select -1 as place, 0 as turn, 'concordat-ledger 1' as line
    union all
    -- behind the entries that it covers
    select size, 0, 'checkpoint ' || jws from checkpoint
    union all
    select
        position,
        1,
        'entry ' || position || ' ' || encode(leaf, 'hex') || ' '
            || coalesce(replace(convert_from(entry.bytes, 'UTF8'), chr(10), '\n'), '-')
    from (
        -- rows of up to 256 hashes, of 32 bytes each
        select place * 256 + nth as position, substring(hashes from nth * 32 + 1 for 32) as leaf
        from ledger_tile, generate_series(0, length(hashes) / 32 - 1) as nth
        where height = 0
    ) as tree
    left join entry using (position)
    union all
    select coalesce(max(size), 0), 2, 'end ' || coalesce(max(size), 0) from checkpoint
) as export
order by place, turn

-- What is on record is looked through over and over, in the order of the ids that rows have or that entries cite: a row
-- that somebody changed, put back or removed is missed although nobody asks for it any more. Whether an emergency waits for
-- its second person says the ledger, and never a row's own words before its MAC was looked at.

drop index override_clock;

-- Compared as bytes: every entry is asked, at every insert.
drop index entry_consent;
drop index entry_override;
drop index entry_holding;
create index entry_consent on entry
    using gin (string_to_array(translate(encode(bytes, 'escape'), '/', '"'), '"'))
    where bytes like '%"code":"consent.%'::bytea;
create index entry_override on entry
    using gin (string_to_array(translate(encode(bytes, 'escape'), '/', '"'), '"'))
    where bytes like '%"code":"override.%'::bytea;
create index entry_holding on entry
    using gin (string_to_array(translate(encode(bytes, 'escape'), '/', '"'), '"'))
    where bytes like '%"code":"holding.%'::bytea;
create index entry_cites_consent on entry (cast(substring(encode(bytes, 'escape')
        from '"clauses":\["consent/([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})/') as uuid))
    where bytes like '%"code":"consent.%'::bytea;
create index entry_cites_override on entry (cast(substring(encode(bytes, 'escape')
        from '"clauses":\["override/([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})/') as uuid))
    where bytes like '%"code":"override.%'::bytea;
create index entry_cites_holding on entry (cast(substring(encode(bytes, 'escape')
        from '"clauses":\["holding/([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})/') as uuid))
    where bytes like '%"code":"holding.%'::bytea;

alter table forged_row add column mac text;
comment on column forged_row.mac is 'Under a key outside the database: who writes beforehand that a row was entered keeps nothing from being entered';

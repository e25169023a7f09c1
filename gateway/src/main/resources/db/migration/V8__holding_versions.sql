-- A holding has versions, as a consent has; what is on record of it is compared with the ledger, which names each of them.
-- By what the ledger names it is found, too, when somebody has hidden or removed its row.

alter table holding add column version integer not null default 1 check (version > 0);
alter table holding alter column version drop default;
comment on column holding.version is 'The latest; of earlier ones the ledger knows';

drop index holding_record;
create index entry_holding on entry
    using gin (string_to_array(translate(encode(bytes, 'escape'), '/', '"'), '"'))
    where encode(bytes, 'escape') like '%"code":"holding.%';

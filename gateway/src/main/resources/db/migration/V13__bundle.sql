-- The bundles that were put in force: which one is, says the ledger, and each node checks its approvers' signatures again.

create table activation (
    number    integer     not null primary key check (number > 0),
    digest    text        not null,
    approvers text        not null,
    packed    bytea       not null,
    agency    text        not null,
    at        timestamptz not null,
    mac       text        not null
);
comment on table activation is 'Agencies, agreements and certificates as they were put in force, one archive each; no data of subjects';
comment on column activation.number is 'Goes forward with every activation; its approvers signed it';
comment on column activation.digest is 'Of the files, as its approvers signed it';
comment on column activation.packed is 'The archive with the approvers'' signatures';
comment on column activation.agency is 'Who handed it in; the gateway itself, for the first';
comment on column activation.mac is 'Under a key outside the database, over all other fields: a row that was made by hand is not honoured';

create index entry_bundle on entry (id) where bytes like '%"code":"bundle.activated"%'::bytea;

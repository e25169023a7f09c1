-- The ledger: entries get positions, a tree (RFC 9162) grows over them, and signed checkpoints say how far it reaches.
-- Positions are given by one gateway at a time, without a sequence: what a transaction that ends late has appended is
-- taken later, and none is skipped.

alter table entry add column position bigint unique check (position >= 0);
alter table entry add column set_aside boolean not null default false;
alter table entry add column mac text;
-- within one transaction too, entries wait in the order in which they were appended
alter table entry alter column appended set default clock_timestamp();
comment on table entry is 'The ledger''s entries as they are hashed, written in the transaction that they are evidence of. Nothing but position and set_aside is ever updated';
comment on column entry.position is 'Its place in the ledger, from 0; empty until the sequencer took it';
comment on column entry.set_aside is 'The sequencer found that the gateway did not write it: it never gets a position';
comment on column entry.mac is 'Under a key outside the database, over id and bytes: what is inserted by hand is not sequenced';
create index entry_waiting on entry (appended, id) where position is null and not set_aside;
create index entry_set_aside on entry (id) where set_aside;

create table ledger_tile (
    height integer not null check (height >= 0 and height % 8 = 0),
    place  bigint  not null check (place >= 0),
    hashes bytea   not null check (length(hashes) between 32 and 8192 and length(hashes) % 32 = 0),
    primary key (height, place)
);
comment on table ledger_tile is 'The tree: rows of up to 256 hashes of its leaves, of the roots of whole rows of leaves, and so on';

create table checkpoint (
    size bigint      not null primary key check (size >= 0),
    jws  text        not null,
    at   timestamptz not null default now()
);
comment on table checkpoint is 'The gateway''s signed word on the ledger: how many entries, and the root of the tree over them';

-- Whether an agency is paused, the ledger says, which names who decided it: no row of the table pause counts that somebody could
-- change or remove. Nodes of the version before read and write that table still; it goes with a later version. What those
-- entered has no number: it counts as number 0, the latest of them first.
--
-- Who can write to this table can add an entry, with a position, that the views count: the agency is passed over until that row
-- is removed, and an operator's word on it raises the alarm. Nothing is released by it: a release asks the ledger's MACs and tree.

drop view progress;

create view pause_word as
select id, set_aside,
    substring(encode(bytes, 'escape') from '"recipient":"([^"]+)"') as agency,
    coalesce(cast(substring(encode(bytes, 'escape') from '"pause":"([0-9]{1,9})"') as integer), 0) as number,
    substring(encode(bytes, 'escape') from '"at":"([^"Z]+)') collate "C" as at,
    bytes like '%"code":"partner.paused"%'::bytea as paused,
    substring(encode(bytes, 'escape') from '"agency":"([^"]+)"') as by
from entry
where bytes like '%"code":"partner.%'::bytea;
comment on view pause_word is 'Every entry about a pause or its end, also one that somebody else wrote';

create index entry_pause on entry (
    substring(encode(bytes, 'escape') from '"recipient":"([^"]+)"'),
    coalesce(cast(substring(encode(bytes, 'escape') from '"pause":"([0-9]{1,9})"') as integer), 0),
    (substring(encode(bytes, 'escape') from '"at":"([^"Z]+)') collate "C"))
where bytes like '%"code":"partner.%'::bytea;

create view paused_agency as
select agency, by, at || 'Z' as at
from (select distinct on (agency) * from pause_word where not set_aside order by agency, number desc, at desc) latest
where paused;
comment on view paused_agency is 'Agencies that nothing is handed over to but what is urgent: the latest entry about each says so';

create view progress as
select d.id as delivery, d.disclosure, d.sender, d.recipient, o.kind, d.state, d.since, d.attempt as attempts,
    case
        when d.state = 'received' then format('%s has it and confirmed it.', d.recipient)
        when d.state = 'delivered' then format('It was handed over to %s, which has not confirmed it yet.', d.recipient)
        when d.state = 'returned' then format('It went back to %s: %s.', d.sender,
            case e.code
                when 'recheck.succeeded' then d.recipient || ' has ended, and its successor is given it under another id'
                when 'held.taken-back' then 'it was taken back there'
                else 'less is permitted now than when it was sent, or an agency or a key that it rested on has changed'
            end)
        when p.agency is not null and not o.overtakes then format('%s has been paused by %s since %s: nothing is handed over to it.', d.recipient, p.by, p.at)
        when d.changed then 'What it rests on has changed, and it is decided anew in a moment.'
        when d.lease_until > now() then format('Attempt %s at %s is being made at this moment.', d.attempt, d.recipient)
        when b.id is not null then format('It waits for delivery %s, which comes before it in its conversation.', b.id)
        when d.connector in ('mailbox', 'secure-email') then format('It waits in the mailbox of %s%s.', d.recipient,
            case when d.state = 'held' then ', which has not collected it for too long: ' || d.sender || ' was told' else '' end)
        when d.attempt = 0 then format('It was not attempted yet: %s is not open, or others are before it.', d.recipient)
        else format('%s attempts over %s came to nothing; the next is made after %s.%s', d.attempt, d.connector, d.next_attempt,
            case when d.state = 'held' then ' ' || d.sender || ' was told.' else '' end)
    end as because,
    d.state in ('held', 'returned') or d.state in ('queued', 'released') and (p.agency is not null and not o.overtakes or d.attempt > 0) as stuck
from delivery d
    join disclosure o on o.sender = d.sender and o.id = d.disclosure
    left join paused_agency p on p.agency = d.recipient
    left join lateral (
        select substring(convert_from(r.bytes, 'UTF8') from '"code":"([^"]+)"') as code
        from entry r where r.delivery = d.id and r.reached = 'returned' limit 1) e on true
    left join lateral (
        select f.id from delivery f where f.recipient = d.recipient and f.conversation = d.conversation and f.place < d.place
            and not o.overtakes and f.state in ('queued', 'released') order by f.place limit 1) b on true;
comment on view progress is 'Every delivery as an operator may know of it';

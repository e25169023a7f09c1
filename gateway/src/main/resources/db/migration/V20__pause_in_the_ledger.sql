-- Whether an agency is paused, the ledger says, which names who decided it: there is no row of it any more that somebody could
-- change or remove.

drop view progress;
drop table pause;

create index entry_pause on entry (id) where bytes like '%"pause":"%'::bytea;

create view pause as
select distinct on (agency) agency, paused, by, at
from (
    select substring(said from '"recipient":"([^"]+)"') as agency,
        said like '%"code":"partner.paused"%' as paused,
        substring(said from '"agency":"([^"]+)"') as by,
        substring(said from '"at":"([^"]+)"') as at,
        cast(substring(said from '"pause":"([0-9]{1,9})"') as integer) as number
    from (select encode(bytes, 'escape') as said from entry where bytes like '%"pause":"%'::bytea and not set_aside) e
    ) entries
order by agency, number desc;
comment on view pause is 'Agencies that nothing is handed over to but what is urgent, until an operator says so: the latest entry about each';

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
        when p.paused and not o.overtakes then format('%s has been paused by %s since %s: nothing is handed over to it.', d.recipient, p.by, p.at)
        when d.changed then 'What it rests on has changed, and it is decided anew in a moment.'
        when d.lease_until > now() then format('Attempt %s at %s is being made at this moment.', d.attempt, d.recipient)
        when b.id is not null then format('It waits for delivery %s, which comes before it in its conversation.', b.id)
        when d.connector in ('mailbox', 'secure-email') then format('It waits in the mailbox of %s%s.', d.recipient,
            case when d.state = 'held' then ', which has not collected it for too long: ' || d.sender || ' was told' else '' end)
        when d.attempt = 0 then format('It was not attempted yet: %s is not open, or others are before it.', d.recipient)
        else format('%s attempts over %s came to nothing; the next is made after %s.%s', d.attempt, d.connector, d.next_attempt,
            case when d.state = 'held' then ' ' || d.sender || ' was told.' else '' end)
    end as because,
    d.state in ('held', 'returned') or d.state in ('queued', 'released') and (p.paused is true and not o.overtakes or d.attempt > 0) as stuck
from delivery d
    join disclosure o on o.sender = d.sender and o.id = d.disclosure
    left join pause p on p.agency = d.recipient
    left join lateral (
        select substring(convert_from(r.bytes, 'UTF8') from '"code":"([^"]+)"') as code
        from entry r where r.delivery = d.id and r.reached = 'returned' limit 1) e on true
    left join lateral (
        select f.id from delivery f where f.recipient = d.recipient and f.conversation = d.conversation and f.place < d.place
            and not o.overtakes and f.state in ('queued', 'released') order by f.place limit 1) b on true;
comment on view progress is 'Every delivery as an operator may know of it';

-- However long a conversation has become: what waits in it, and what went back, is found without the rest.

create index delivery_unfinished on delivery (recipient, conversation, place)
    where state in ('queued', 'released', 'held', 'returned');

-- Sealed bytes cannot be compressed, so it is not tried.
alter table disclosure alter column original set storage external;
alter table delivery alter column content set storage external;
alter table delivery alter column grounds set storage external;

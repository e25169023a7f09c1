-- What ends of itself is looked at when it does: a consent that expires, an override that lapses or ends.

alter table delivery add column review_at timestamptz;
comment on column delivery.review_at is 'When what it rests on ends, in business time: it is decided anew then, and not listed before it was';
create index delivery_review on delivery (review_at) where state in ('queued', 'released', 'held');

-- Which SOAP envelopes were taken lately, at any node: none is taken twice.

create table envelope_seen (
    digest text primary key,
    at timestamptz not null default now()
);
create index envelope_seen_at on envelope_seen (at);
comment on column envelope_seen.digest is 'SHA-256 of when it was made, its signature and its signer''s key, as WSS4J knows an envelope by; no data of anybody';

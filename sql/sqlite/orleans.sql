-- What Orleans keeps in the payments' file: small state of grains, and the statements that its storage provider sends.
-- A single process has no cluster, so there is no membership here.
--
-- Keys     grain_state is keyed by service, name of the state and grain; the provider's hashes of these are not stored.
--          A grain key that is only a number or only a text has '' or 0 in the other columns.
-- Writes   by the provider, on connections of its own in the same process as the payments' writer, one statement per
--          transaction. Each of the two waits for the other. Only for rare writes, because every one waits for the
--          disk. A first write takes effect only when there is no row, a later one only on the version that was
--          decided on.
-- Deletes  a row of grain_state may be deleted while no process runs; its grain then starts without state.
-- OrleansQuery is the only table name that the provider expects; parameters are its own, and unused ones are not sent.
-- Changes  the file is applied as a whole at every start, before the provider reads it, so it must be repeatable and
--          must fit the previous version of the program. PRAGMA user_version belongs to the payments and stays.

create table if not exists grain_state (
    service_id          text     not null,
    grain_type          text     not null,
    grain_id_n0         integer  not null,
    grain_id_n1         integer  not null,
    grain_id_extension  text     not null,
    version             integer  not null,
    -- Null: cleared.
    payload             blob,
    primary key (service_id, grain_type, grain_id_n0, grain_id_n1, grain_id_extension)
);

create table if not exists OrleansQuery (
    QueryKey   text  not null primary key,
    QueryText  text  not null
);

insert into OrleansQuery (QueryKey, QueryText) values

('ReadFromStorageKey', '
select payload as PayloadBinary, version as Version from grain_state
where service_id = @ServiceId and grain_type = @GrainTypeString and grain_id_n0 = @GrainIdN0
  and grain_id_n1 = @GrainIdN1 and grain_id_extension = coalesce(@GrainIdExtensionString, '''')
'),

-- The new version; no row when somebody was first. A version that is null asks for the first write, and only a row of
-- that version lets a later one through: a row that is gone does not come back.
('WriteToStorageKey', '
insert into grain_state (service_id, grain_type, grain_id_n0, grain_id_n1, grain_id_extension, version, payload)
select @ServiceId, @GrainTypeString, @GrainIdN0, @GrainIdN1, coalesce(@GrainIdExtensionString, ''''), 1,
       @PayloadBinary
where @GrainStateVersion is null or exists (
    select 1 from grain_state
    where service_id = @ServiceId and grain_type = @GrainTypeString and grain_id_n0 = @GrainIdN0
      and grain_id_n1 = @GrainIdN1 and grain_id_extension = coalesce(@GrainIdExtensionString, '''')
      and version = @GrainStateVersion)
on conflict do update set payload = excluded.payload, version = grain_state.version + 1
    where grain_state.version = @GrainStateVersion
returning version as NewGrainStateVersion
'),

('ClearStorageKey', '
update grain_state set payload = null, version = version + 1
where service_id = @ServiceId and grain_type = @GrainTypeString and grain_id_n0 = @GrainIdN0
  and grain_id_n1 = @GrainIdN1 and grain_id_extension = coalesce(@GrainIdExtensionString, '''')
  and version = @GrainStateVersion
returning version as NewGrainStateVersion
'),

('DeleteStorageKey', '
delete from grain_state
where service_id = @ServiceId and grain_type = @GrainTypeString and grain_id_n0 = @GrainIdN0
  and grain_id_n1 = @GrainIdN1 and grain_id_extension = coalesce(@GrainIdExtensionString, '''')
  and version = @GrainStateVersion
returning version + 1 as NewGrainStateVersion
')

on conflict (QueryKey) do update set QueryText = excluded.QueryText;

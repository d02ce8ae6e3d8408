-- What Orleans keeps in the payments' file: small state of grains, and the statements that its storage provider sends.
-- A single process has no cluster, so there is no membership here.
--
-- Keys     grain_state is known by service, name of the state and grain; the provider's hashes of these are not stored.
--          A key that is a number or a text alone has '' or 0 for the rest.
-- Writes   the provider, on connections of its own beside the payments' writer and of the same process, one statement
--          to a transaction. Each waits for the other. For rare writes only: every one waits for the disk by itself.
--          The first write takes effect only where there is no row, a later one only on the version it was decided on.
-- Deletes  a row of grain_state may be deleted while no process runs: its grain begins anew.
-- OrleansQuery is the one name the provider asks for; parameters are its own, and unused ones are not sent.
-- Changes  the file is applied as a whole at every start, before the provider reads it: it may be repeated, and must
--          suit the program of the version before. PRAGMA user_version is the payments' and stays as it is.

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

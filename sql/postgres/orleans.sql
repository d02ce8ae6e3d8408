-- What Orleans keeps beside the payments: the members of a cluster, small state of grains, and the statements that its
-- providers send. Version 2 (ClusterSchema.Version). Payments are not kept here but in the store's own tables.
--
-- Keys     cluster_members is keyed by cluster, address, port and generation (the moment the node started): a node that
--          starts again is another member. grain_state is keyed by service, name of the state and grain; the
--          provider's hashes of these are not stored. A grain key that is only a number or only a text has '' or 0 in
--          the other columns.
-- Writes   every change of membership raises its cluster's version by one, and only from the version that was decided
--          on; both or none. A node's sign of life does not raise it. A row of grain_state is guarded by its version
--          like a payment's: a first write takes effect only when there is no row (Orleans' own script does not ensure
--          this), a later one only on the version that was decided on.
-- Deletes  the cluster itself deletes dead members (CleanupDefunct…). A cluster that is never started again may be
--          deleted: cluster_members, then cluster_versions. A row of grain_state may be deleted while no node runs;
--          its grain then starts without state.
-- OrleansQuery is the only table name that the providers expect; parameters are theirs, and unused ones are not sent.
-- Changes  need a higher version. The first node that has the new one applies the file as a whole, and it must fit the
--          previous version of the program.

create table if not exists cluster_versions (
    cluster_id  text     not null collate "C" primary key,
    version     integer  not null
);

create table if not exists cluster_members (
    cluster_id        text         not null collate "C" references cluster_versions,
    address           text         not null collate "C",
    port              integer      not null,
    generation        integer      not null,
    silo_name         text         not null,
    host_name         text         not null,
    status            integer      not null,
    proxy_port        integer      not null,
    suspect_times     text,
    start_time        timestamptz  not null,
    i_am_alive_time   timestamptz  not null,
    primary key (cluster_id, address, port, generation)
);

create table if not exists grain_state (
    service_id          text     not null collate "C",
    grain_type          text     not null collate "C",
    grain_id_n0         bigint   not null,
    grain_id_n1         bigint   not null,
    grain_id_extension  text     not null collate "C",
    version             integer  not null,
    -- Null: cleared.
    payload             bytea,
    primary key (service_id, grain_type, grain_id_n0, grain_id_n1, grain_id_extension)
);

create table if not exists OrleansQuery (
    QueryKey   text  not null primary key,
    QueryText  text  not null
);

-- Adds a node. 1 when it was added; 0 when the membership is no longer at p_version, or it is a member already.
create or replace function cluster_join(
    p_cluster_id text, p_version integer, p_address text, p_port integer, p_generation integer, p_silo_name text,
    p_host_name text, p_status integer, p_proxy_port integer, p_start_time timestamptz, p_i_am_alive_time timestamptz)
returns integer language plpgsql as $$
begin
    perform from cluster_versions where cluster_id = p_cluster_id and version = p_version for update;
    if not found then
        return 0;
    end if;
    insert into cluster_members (cluster_id, address, port, generation, silo_name, host_name, status, proxy_port,
                                 start_time, i_am_alive_time)
    values (p_cluster_id, p_address, p_port, p_generation, p_silo_name, p_host_name, p_status, p_proxy_port,
            p_start_time, p_i_am_alive_time)
    on conflict do nothing;
    if not found then
        return 0;
    end if;
    update cluster_versions set version = p_version + 1 where cluster_id = p_cluster_id;
    return 1;
end $$;

-- Sets a member's status, suspicions and sign of life. 1 when they were set; 0 when the membership is no longer at
-- p_version, or there is no such member.
create or replace function cluster_update(
    p_cluster_id text, p_version integer, p_address text, p_port integer, p_generation integer, p_status integer,
    p_suspect_times text, p_i_am_alive_time timestamptz)
returns integer language plpgsql as $$
begin
    perform from cluster_versions where cluster_id = p_cluster_id and version = p_version for update;
    if not found then
        return 0;
    end if;
    update cluster_members
    set status = p_status, suspect_times = p_suspect_times, i_am_alive_time = p_i_am_alive_time
    where cluster_id = p_cluster_id and address = p_address and port = p_port and generation = p_generation;
    if not found then
        return 0;
    end if;
    update cluster_versions set version = p_version + 1 where cluster_id = p_cluster_id;
    return 1;
end $$;

-- The membership as the providers read it: one row per member, or a single row without one.
create or replace view cluster_membership as
    select versions.cluster_id, versions.version, members.address, members.port, members.generation,
           members.silo_name, members.host_name, members.status, members.proxy_port, members.suspect_times,
           members.start_time, members.i_am_alive_time
    from cluster_versions as versions left join cluster_members as members using (cluster_id);

insert into OrleansQuery (QueryKey, QueryText) values

-- Membership

('InsertMembershipVersionKey', $$
with added as (
    insert into cluster_versions (cluster_id, version) values (@DeploymentId, 0) on conflict do nothing returning 1)
select count(*)::integer from added
$$),

('MembershipReadAllKey', $$
select address as Address, port as Port, generation as Generation, silo_name as SiloName, host_name as HostName,
       status as Status, proxy_port as ProxyPort, suspect_times as SuspectTimes, start_time as StartTime,
       i_am_alive_time as IAmAliveTime, version as Version
from cluster_membership where cluster_id = @DeploymentId
$$),

('MembershipReadRowKey', $$
select members.address as Address, members.port as Port, members.generation as Generation,
       members.silo_name as SiloName, members.host_name as HostName, members.status as Status,
       members.proxy_port as ProxyPort, members.suspect_times as SuspectTimes, members.start_time as StartTime,
       members.i_am_alive_time as IAmAliveTime, versions.version as Version
from cluster_versions as versions
left join cluster_members as members on members.cluster_id = versions.cluster_id
    and members.address = @Address and members.port = @Port and members.generation = @Generation
where versions.cluster_id = @DeploymentId
$$),

('InsertMembershipKey', $$
select cluster_join(@DeploymentId, @Version, @Address, @Port, @Generation, @SiloName, @HostName, @Status, @ProxyPort,
                    @StartTime, @IAmAliveTime)
$$),

('UpdateMembershipKey', $$
select cluster_update(@DeploymentId, @Version, @Address, @Port, @Generation, @Status, @SuspectTimes, @IAmAliveTime)
$$),

('UpdateIAmAlivetimeKey', $$
update cluster_members set i_am_alive_time = @IAmAliveTime
where cluster_id = @DeploymentId and address = @Address and port = @Port and generation = @Generation
$$),

('GatewaysQueryKey', $$
select address as Address, proxy_port as ProxyPort, generation as Generation
from cluster_members where cluster_id = @DeploymentId and status = @Status and proxy_port > 0
$$),

('DeleteMembershipTableEntriesKey', $$
with members as (delete from cluster_members where cluster_id = @DeploymentId)
delete from cluster_versions where cluster_id = @DeploymentId
$$),

-- 3: active, 6: dead, in the providers' numbering. A member that is not active and gave no sign of life since.
('CleanupDefunctSiloEntriesKey', $$
delete from cluster_members where cluster_id = @DeploymentId and status <> 3 and i_am_alive_time < @IAmAliveTime
$$),

-- One dead member, and only as it was when somebody decided so.
('CleanupDefunctSiloEntryKey', $$
delete from cluster_members
where cluster_id = @DeploymentId and address = @Address and port = @Port and generation = @Generation and status = 6
  and suspect_times is not distinct from @SuspectTimes and start_time = @StartTime
  and i_am_alive_time = @IAmAliveTime
$$),

-- Small state. A version that is null asks for the first write.

('ReadFromStorageKey', $$
select payload as PayloadBinary, version as Version from grain_state
where service_id = @ServiceId and grain_type = @GrainTypeString and grain_id_n0 = @GrainIdN0
  and grain_id_n1 = @GrainIdN1 and grain_id_extension = coalesce(@GrainIdExtensionString, '')
$$),

-- One row: the new version, or null when somebody was first.
('WriteToStorageKey', $$
with changed as (
    update grain_state set payload = @PayloadBinary, version = version + 1
    where service_id = @ServiceId and grain_type = @GrainTypeString and grain_id_n0 = @GrainIdN0
      and grain_id_n1 = @GrainIdN1 and grain_id_extension = coalesce(@GrainIdExtensionString, '')
      and version = @GrainStateVersion::integer
    returning version),
added as (
    insert into grain_state (service_id, grain_type, grain_id_n0, grain_id_n1, grain_id_extension, version, payload)
    select @ServiceId, @GrainTypeString, @GrainIdN0, @GrainIdN1, coalesce(@GrainIdExtensionString, ''), 1,
           @PayloadBinary
    where @GrainStateVersion::integer is null
    on conflict do nothing
    returning version)
select coalesce((select version from changed), (select version from added)) as NewGrainStateVersion
$$),

-- The new version; no row when somebody was first.
('ClearStorageKey', $$
update grain_state set payload = null, version = version + 1
where service_id = @ServiceId and grain_type = @GrainTypeString and grain_id_n0 = @GrainIdN0
  and grain_id_n1 = @GrainIdN1 and grain_id_extension = coalesce(@GrainIdExtensionString, '')
  and version = @GrainStateVersion::integer
returning version as NewGrainStateVersion
$$),

('DeleteStorageKey', $$
delete from grain_state
where service_id = @ServiceId and grain_type = @GrainTypeString and grain_id_n0 = @GrainIdN0
  and grain_id_n1 = @GrainIdN1 and grain_id_extension = coalesce(@GrainIdExtensionString, '')
  and version = @GrainStateVersion::integer
returning version + 1 as NewGrainStateVersion
$$)

on conflict (QueryKey) do update set QueryText = excluded.QueryText;

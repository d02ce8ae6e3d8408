-- What a cluster of Orleans nodes keeps beside the payments: who is a member, and the statements its providers send.
-- Version 1 (ClusterSchema.Version). Needs the tables and functions of 0001-tables.sql and payments.sql.
--
-- Payments have no table here. The storage provider's statements read payments by payment_load and write them by
--          payment_commit_json, the fence and rows of the embedded nodes, so that a cluster and an embedded node can
--          take each other's place on the same data. A payment is known by its key alone: the provider's hashes,
--          numbers, state names and service id are not looked at, so one database holds one service's payments.
-- Keys     cluster_members is known by cluster, address, port and generation (the moment the node started): a node that
--          starts again is another member.
-- Writes   every change of membership moves its cluster's version by one, and only from the version it was decided on;
--          both or none. A node's sign of life does not move it.
-- Deletes  members that are dead, by the cluster itself (CleanupDefunct…). A whole cluster that is never started
--          again may be deleted: cluster_members, then cluster_versions.
-- OrleansQuery is the one name the providers ask for; parameters are theirs, and unused ones are not sent.
-- Changes  raise the version; the file is applied as a whole by the first node that knows the new one, and must suit
--          the program of the version before.

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

create table if not exists OrleansQuery (
    QueryKey   text  not null primary key,
    QueryText  text  not null
);

-- A node joins. 1 when it did; 0 when the membership is no longer at p_version, or it is a member already.
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

-- A member's status, suspicions and sign of life. 1 when they were set; 0 when the membership is no longer at
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

-- Payments

('ReadFromStorageKey', $$
select convert_to(document, 'UTF8') as PayloadBinary, version::integer as Version
from payment_load(@GrainIdExtensionString)
$$),

-- The payload is a commit as payment_commit_json describes it. No version: the first write. Null: somebody was first.
('WriteToStorageKey', $$
select payment_commit_json(@GrainIdExtensionString, @GrainStateVersion::integer,
                           convert_from(@PayloadBinary, 'UTF8')::json)::integer as NewGrainStateVersion
$$),

-- A payment is never cleared: no row, which the provider takes for a conflict.
('ClearStorageKey', $$
select 0 as NewGrainStateVersion where false
$$)

on conflict (QueryKey) do update set QueryText = excluded.QueryText;

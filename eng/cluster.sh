#!/usr/bin/env bash
# The cluster as real processes on a PostgreSQL server of its own, between simulated partners. Each disaster strikes
# after a third of a steady stream of pushes; then everything is captured and both partners' orders are read: nothing may
# be lost and nothing done twice. Ends with 1 when they are wrong or a node failed, 2 when the command is wrong.
#
#   eng/cluster.sh kill              kill -9 of one of two web fronts, then of one of two silos behind a front; prints
#                                    the seconds until every payment asked for at that moment was served again
#   eng/cluster.sh freeze            SIGSTOP of one of two web fronts for 20 s; prints whether the woken node ended
#                                    itself (it is then started again) or goes on
#   eng/cluster.sh restart-database  the database is restarted, then crashes and comes back
#   eng/cluster.sh crash-all         both web fronts are killed at once and started again at once
#   eng/cluster.sh upgrade --from DIR
#                                    two nodes of the build in DIR are replaced one by one by nodes of this one; no push
#                                    may fail
#   eng/cluster.sh throughput --against DIR [--store sqlite|postgres] [--rounds 3] [--parallel 32]
#                                    pushes/s of one node, and for each push its processor time, allocated memory and
#                                    calls to partners: this build and the one in DIR in turn, on SQLite and on
#                                    PostgreSQL; prints the ratios
#   eng/cluster.sh sealing [--store sqlite|postgres] [--rounds 10] [--purchases 200] [--parallel 8]
#                                    processor time of a push with data keys, with timeline keys too, and without kept
#                                    bodies, over that as shipped: four nodes of this build in turn; prints medians
#   eng/cluster.sh soak [--store sqlite|postgres] [--minutes 10] [--rate 20]
#                                    one node under a steady load of purchases; ends with 1 when its memory grows by
#                                    more than a tenth after the first two minutes
#   eng/cluster.sh capacity          what a push costs the node, the database and the rest, with 1, 4, 16 and 64 callers and
#                                    with one, two and four nodes; whether a queueing model explains the rates, and what
#                                    it asks for a thousand pushes a second
#
# --purchases N (1000) and, for disasters, --rate N (100 pushes a second) set the load. DIR holds a build of the web
# front, for example made by: dotnet build src/WebFront -c Release -o DIR
set -euo pipefail
cd "$(dirname "$0")/.."
dotnet build tests/Silo.Tests -c Release --nologo --verbosity quiet
exec dotnet tests/Silo.Tests/bin/Release/net10.0/QliroAdapter.Silo.Tests.dll run "$@"

using QliroAdapter.Bench;
using QliroAdapter.Bench.Partners;
using QliroAdapter.Bench.Pieces;

// bench.sh describes the arguments. "partners" is how a run starts the process of the partners.
return args switch
{
    ["partners"] => await PartnerHost.Run(),
    ["--pieces"] => AllPieces.Run(),
    _ => await BenchRun.Start(args),
};

using System.Globalization;
using System.Text;
using QliroAdapter.Bench.Programs;
using QliroAdapter.Bench.Stages;

namespace QliroAdapter.Bench.Table;

/// <summary>The tables of a run as Markdown.</summary>
internal sealed class Report(Measurements results, IReadOnlyList<Row> rows)
{
    private static readonly string[] stores = [AllPrograms.OnSqlite, AllPrograms.OnPostgres];

    /// <summary>Targets that were looked at, and those of them that are met.</summary>
    public (int Met, int All) Count()
    {
        var looked = rows.SelectMany(row => stores.Select(store => row.IsMet(results, store)))
            .Where(met => met is not null).ToList();
        return (looked.Count(met => met is true), looked.Count);
    }

    /// <summary>Each value is the median of the rounds, then the lowest and the highest, then the target.</summary>
    public string Targets()
    {
        var table = new StringBuilder();
        table.Append("| | SQLite | target | met | PostgreSQL | target | met |\n|---|---|---|---|---|---|---|\n");
        foreach (var row in rows)
            table.Append(CultureInfo.InvariantCulture, $"| {row.Title} |").AppendJoin("", stores.Select(store
                => $" {Spread(row.Values(results, store))} | {Mark(row.Sign)} {Number(row.Target(store))} | "
                    + $"{Word(row.IsMet(results, store))} |")).Append('\n');
        return table.ToString();
    }

    /// <summary>What has no target, for comparison; lines that were not measured are left out.</summary>
    public string Others()
    {
        (string Title, IReadOnlyList<double> Values)[] lines =
        [
            ("floor: the database alone, transactions by the baseline's settled pushes",
                results.Ratios(Rows.Settled, Floor.Database, AllPrograms.Baseline)),
            ("ideal: nine calls to an empty endpoint and one transaction, by the baseline's settled pushes",
                results.Ratios(Rows.Settled, Floor.Ideal, AllPrograms.Baseline)),
            ("two nodes on one PostgreSQL: settled pushes", Against(Rows.Settled)),
            ("two nodes on one PostgreSQL: processor time of both for a settled push", Against(Rows.Cpu)),
            ("two nodes on one PostgreSQL: creates", Against(Rows.Creates)),
            ("two nodes on one PostgreSQL: lifecycle", Against(Rows.Lifecycle)),
            ("the partners' process: processor time for a baseline's push, by the baseline's own",
                Share(AllPrograms.Baseline)),
            ("the same for a push of the adapter on SQLite, by the adapter's own", Share(AllPrograms.OnSqlite)),
            ("the same for a push of the adapter on PostgreSQL, by the adapter's own", Share(AllPrograms.OnPostgres)),
            ("messages of a burst to the hot payment that SQLite's adapter refused",
                results.Of(Rows.HotRefused, AllPrograms.OnSqlite)),
            ("messages of a burst to the hot payment that PostgreSQL's adapter refused",
                results.Of(Rows.HotRefused, AllPrograms.OnPostgres)),
            ("messages of a burst to the hot payment that the baseline refused",
                results.Of(Rows.HotRefused, AllPrograms.Baseline)),
            ("others' p99 beside a hot payment, by that without, of the baseline",
                results.Of(Rows.Hot, AllPrograms.Baseline)),
        ];
        var table = new StringBuilder("| for comparison | |\n|---|---|\n");
        foreach (var (title, values) in lines)
            if (values.Count > 0) table.Append(CultureInfo.InvariantCulture, $"| {title} | {Spread(values)} |\n");
        return table.ToString();

        IReadOnlyList<double> Against(string row) => results.Ratios(row, AllPrograms.TwoNodes, AllPrograms.Baseline);
        IReadOnlyList<double> Share(string program) => [.. results.Of(Rows.PartnerCpu, program)
            .Zip(results.Of(Rows.Cpu, program), (partners, own) => partners / own)];
    }

    private static string Spread(IReadOnlyList<double> values) => values.Count switch
    {
        0 => "not measured",
        1 => Number(values[0]),
        _ => $"{Number(Measurements.Median(values))} ({Number(values.Min())}–{Number(values.Max())})",
    };

    private static string Number(double value)
        => value.ToString(value >= 10 ? "0" : "0.00", CultureInfo.InvariantCulture);

    private static string Mark(Sign sign) => sign switch { Sign.Min => "≥", Sign.Max => "≤", _ => "<" };

    private static string Word(bool? met) => met switch { true => "yes", false => "**no**", null => "" };
}

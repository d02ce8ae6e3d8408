using QliroAdapter.Sandbox.Wire;

namespace QliroAdapter.Sandbox.Qliro;

/// <summary>The scripts and styles beside this code, which are embedded in the program.</summary>
internal static class Pages
{
    public static WireAnswer Script(string name) => WireAnswer.Text(200, Read(name), "text/javascript; charset=utf-8");

    public static WireAnswer Style(string name) => WireAnswer.Text(200, Read(name), "text/css; charset=utf-8");

    private static string Read(string name)
    {
        using var stream = typeof(Pages).Assembly.GetManifestResourceStream("Qliro/" + name)
            ?? throw new InvalidOperationException($"The program does not hold {name}.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}

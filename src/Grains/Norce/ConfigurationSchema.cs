namespace QliroAdapter.Norce;

/// <summary>The JSON Schema of <see cref="ConfigurationDocument"/>, as it is served.</summary>
public static class ConfigurationSchema
{
    private const string Resource = "qliro_checkout_adapter.json";

    /// <summary>Its text, UTF-8.</summary>
    public static Stream Open() => typeof(ConfigurationSchema).Assembly.GetManifestResourceStream(Resource)!;
}

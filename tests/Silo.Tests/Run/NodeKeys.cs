using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace QliroAdapter.Silo.Tests.Run;

/// <summary>An authority and a node's certificate signed by it, in files that exist as long as this object.</summary>
internal sealed class NodeKeys : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("node-keys-");

    public NodeKeys()
    {
        using var authorityKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var nodeKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var authority = new CertificateRequest("CN=nodes", authorityKey, HashAlgorithmName.SHA256);
        authority.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        var now = TimeProvider.System.GetUtcNow();
        using var root = authority.CreateSelfSigned(now.AddDays(-1), now.AddDays(2));
        var node = new CertificateRequest("CN=node", nodeKey, HashAlgorithmName.SHA256);
        using var certificate = node.Create(root, now.AddDays(-1), now.AddDays(1), [1, 2, 3, 4]);
        Settings = new()
        {
            ["Silo:Tls:Certificate"] = File("node.pem", certificate.ExportCertificatePem()),
            ["Silo:Tls:Key"] = File("node.key", nodeKey.ExportPkcs8PrivateKeyPem()),
            ["Silo:Tls:Authority"] = File("authority.pem", root.ExportCertificatePem()),
        };
    }

    public Dictionary<string, string> Settings { get; }

    public void Dispose() => folder.Delete(recursive: true);

    private string File(string name, string text)
    {
        var path = Path.Combine(folder.FullName, name);
        System.IO.File.WriteAllText(path, text);
        return path;
    }
}

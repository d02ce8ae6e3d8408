using System.Security.Cryptography.X509Certificates;
using Orleans.Connections.Security;

namespace QliroAdapter.Silo;

/// <summary>
/// TLS between nodes, both ways: a node is whoever has a certificate that the cluster's own authority signed, wherever
/// it calls from. So the authority signs nodes of this cluster and nothing else.
/// </summary>
/// <param name="Own">With its private key.</param>
/// <param name="Authority">The only root that is trusted here.</param>
internal sealed record NodeCertificates(X509Certificate2 Own, X509Certificate2 Authority)
{
    /// <summary>From their files.</summary>
    public static NodeCertificates Read(NodeTlsOptions files) => new(
        X509Certificate2.CreateFromPemFile(files.Certificate!, files.Key),
        X509CertificateLoader.LoadCertificateFromFile(files.Authority!));

    /// <summary>For both ends of every connection between nodes.</summary>
    public void Use(TlsOptions options)
    {
        options.LocalCertificate = Own;
        options.RemoteCertificateMode = RemoteCertificateMode.RequireCertificate;
        options.ClientCertificateMode = RemoteCertificateMode.RequireCertificate;
        options.RemoteCertificateValidation = (certificate, _, _) => IsNode(certificate);
        options.LocalClientCertificateSelector = (_, _, _, _, _) => Own;
        // The name is not looked at: nodes come and go by address, and who may be one is the authority's word.
        options.OnAuthenticateAsClient = (_, client) => client.TargetHost = "node";
    }

    private bool IsNode(X509Certificate2 certificate)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(Authority);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        return chain.Build(certificate);
    }
}

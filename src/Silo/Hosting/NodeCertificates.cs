using System.Security.Cryptography.X509Certificates;
using Orleans.Connections.Security;

namespace QliroAdapter.Silo;

/// <summary>
/// TLS between nodes, in both directions. A node is trusted when its certificate was signed by the cluster's own
/// authority, whatever its address. So the authority must sign certificates of this cluster's nodes and no others.
/// </summary>
/// <param name="Own">This node's certificate, with its private key.</param>
/// <param name="Authority">The authority's certificate, the only root that is trusted here.</param>
internal sealed record NodeCertificates(X509Certificate2 Own, X509Certificate2 Authority)
{
    /// <summary>From their files.</summary>
    public static NodeCertificates Read(NodeTlsOptions files) => new(
        X509Certificate2.CreateFromPemFile(files.Certificate!, files.Key),
        X509CertificateLoader.LoadCertificateFromFile(files.Authority!));

    /// <summary>Sets both ends of every connection between nodes.</summary>
    public void Use(TlsOptions options)
    {
        options.LocalCertificate = Own;
        options.RemoteCertificateMode = RemoteCertificateMode.RequireCertificate;
        options.ClientCertificateMode = RemoteCertificateMode.RequireCertificate;
        options.RemoteCertificateValidation = (certificate, _, _) => IsNode(certificate);
        options.LocalClientCertificateSelector = (_, _, _, _, _) => Own;
        // The name in the certificate is not checked: nodes come and go by address, and the authority decides who may
        // be one.
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

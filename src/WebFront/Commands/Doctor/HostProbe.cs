using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using QliroAdapter.Partners;

namespace QliroAdapter.WebFront;

/// <summary>
/// Connects to a host once, without credentials, and checks what it shows to everybody: its certificate and its clock.
/// </summary>
/// <param name="time">The clock that the host's is compared with.</param>
/// <param name="guard">Refuses hosts that a channel's document may not name; null when each may be asked.</param>
internal sealed class HostProbe(TimeProvider time, DocumentHosts? guard = null)
{
    private static readonly TimeSpan clockOff = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan clockFarOff = TimeSpan.FromMinutes(2);

    public Check Check(Uri host) => new($"host {host.Authority}", async cancellation =>
    {
        var certificate = new HostCertificate(host);
        try
        {
            using var client = new HttpClient(new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                ConnectCallback = guard is null ? null : guard.Connect,
                SslOptions = new SslClientAuthenticationOptions
                {
                    RemoteCertificateValidationCallback = (_, shown, _, errors) => certificate.Keep(shown, errors),
                },
            });
            var before = time.GetUtcNow();
            using var answer = await client.GetAsync(host, HttpCompletionOption.ResponseHeadersRead, cancellation);
            var half = before + ((time.GetUtcNow() - before) / 2);
            return [certificate.Judge(time.GetUtcNow()), Clock(host, answer.Headers.Date - half)];
        }
        catch (HttpRequestException failure) when (failure.InnerException is PrivateAddressException refused)
        {
            return [CheckResult.Fail($"host {host.Authority}", "was not asked: " + refused.Message,
                "See apiUrl of the configuration document")];
        }
        catch (Exception failure) when (failure is HttpRequestException or OperationCanceledException)
        {
            // When the host cannot be reached, the checks of callbacks and partners report it and say what to do.
            return certificate.IsKept || host.Scheme != Uri.UriSchemeHttps ? [certificate.Judge(time.GetUtcNow())] : [];
        }
    });

    // The header holds whole seconds, rounded down.
    private static CheckResult Clock(Uri host, TimeSpan? ahead) => ahead is { } known
        ? ClockChecks.Ahead(
            $"clock {host.Authority}", host.Authority, known + TimeSpan.FromSeconds(0.5), clockOff, clockFarOff)
        : CheckResult.Ok($"clock {host.Authority}", "it does not tell the time");
}

/// <summary>The certificate that a host showed.</summary>
internal sealed class HostCertificate(Uri host)
{
    private static readonly TimeSpan soon = TimeSpan.FromDays(30);

    private DateTimeOffset until;
    private SslPolicyErrors errors;

    public bool IsKept { get; private set; }

    /// <summary>Keeps the certificate; true when the connection may continue.</summary>
    public bool Keep(X509Certificate? shown, SslPolicyErrors found)
    {
        if (shown is X509Certificate2 certificate) until = new(certificate.NotAfter.ToUniversalTime());
        (errors, IsKept) = (found, shown is not null);
        return found == SslPolicyErrors.None;
    }

    public CheckResult Judge(DateTimeOffset now) => Judge(host, IsKept ? until : null, errors, now);

    /// <param name="host">The host that showed it.</param>
    /// <param name="until">When it expires; absent when the host showed none.</param>
    /// <param name="errors">What was wrong with it.</param>
    /// <param name="now">The present time.</param>
    public static CheckResult Judge(Uri host, DateTimeOffset? until, SslPolicyErrors errors, DateTimeOffset now)
    {
        var name = $"certificate {host.Authority}";
        if (host.Scheme != "https")
            return host.IsLoopback
                ? CheckResult.Ok(name, "none, on this machine")
                : CheckResult.Fail(name, "none: what is sent to it travels in the open", "Use its https URL");
        if (until is not { } last) return CheckResult.Fail(name, "none was shown", "See what answers there");
        var days = (long)(last - now).TotalDays;
        if (last <= now) return CheckResult.Fail(
            name, $"ended on {last:yyyy-MM-dd}", "Renew it, or have its owner do so");
        if (errors != SslPolicyErrors.None)
            return CheckResult.Fail(name, $"is not trusted here ({errors})",
                "See that it is for this host and its chain is whole, or install its authority on this machine");
        return last - now < soon
            ? CheckResult.Warn(name, $"ends in {days} days, on {last:yyyy-MM-dd}", "Renew it, or have its owner do so")
            : CheckResult.Ok(name, $"good for {days} days");
    }
}

using System.Diagnostics;
using System.Net;
using System.Text.RegularExpressions;

namespace ClientIpAnalyzers.Interop.Tests;

/// <summary>The sample, as somebody runs it.</summary>
public sealed partial class QuickstartTests
{
    [Fact]
    public async Task The_quickstart_serves_the_inspector_for_each_of_its_policies_and_says_where()
    {
        using var quickstart = Start();
        try
        {
            using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
            var url = await FindUrlAsync(quickstart, patience.Token);

            using var client = new HttpClient();
            var page = WebUtility.HtmlDecode(await client.GetStringAsync(url, patience.Token));
            foreach (var policy in new[] { "ShopClientIp", "AlbClientIp", "CampaignClientIp", "AcceleratedClientIp", "PodsControllerClientIpResolver" })
            {
                Assert.Contains($"?policy={policy}", page, StringComparison.Ordinal);
            }

            // A browser on this machine is nobody there.
            Assert.Contains("PeerNotTrusted", page, StringComparison.Ordinal);
            var forged = await client.GetStringAsync($"{url}?policy=AlbClientIp&example=forged", patience.Token);
            Assert.Matches("""The client is <span class="address">203\.0\.113\.66</span>""", forged);
        }
        finally
        {
            quickstart.Kill();
            await quickstart.WaitForExitAsync(TestContext.Current.CancellationToken);
        }
    }

    private static Process Start()
    {
        // Built beside this project, in the same configuration.
        var configuration = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;
        var program = Path.Combine(Repository.Root, "samples", "Quickstart", "bin", configuration, "net10.0", "ClientIpAnalyzers.Quickstart.dll");
        return Process.Start(new ProcessStartInfo("dotnet", [program, "--serve"]) { RedirectStandardOutput = true })!;
    }

    private static async Task<string> FindUrlAsync(Process program, CancellationToken patience)
    {
        while (await program.StandardOutput.ReadLineAsync(patience) is { } line)
        {
            if (Url().Match(line) is { Success: true } match)
            {
                return match.Value;
            }
        }

        throw new InvalidOperationException("The quickstart ended without a word of the inspector.");
    }

    [GeneratedRegex(@"http://127\.0\.0\.1:\d+/_clientip")]
    private static partial Regex Url();
}

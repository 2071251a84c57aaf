using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace ClientIpAnalyzers.Integration.Tests;

/// <summary>An application whose generated policy cannot be used does not start, and says what to set.</summary>
public class StartupTests
{
    [Theory]
    [InlineData(null, "'Secret'", "origin secret")]
    [InlineData("", "'Secret'", "origin secret")]
    [InlineData("short", "ProvenClientIp", "16 characters")]
    public async Task The_secret_is_unset_or_too_short(string? secret, string named, string said)
    {
        var failure = await Assert.ThrowsAsync<ClientIpPolicyException>(() => Server.StartAsync<ProvenClientIp>(
            builder => builder.Configuration.AddInMemoryCollection([new("Secret", secret)]), _ => { }));

        Assert.Contains(named, failure.Message, StringComparison.Ordinal);
        Assert.Contains(said, failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("short", failure.Message.Replace("shorter", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_accessor_is_used_and_no_policy_was_added()
    {
        await using var server = await Server.StartBareAsync(
            builder => builder.Services.AddRouting(),
            app => app.MapGet("/", (ClientIp client) => client.ToString()));
        using var client = server.CreateClient();

        // Whoever cannot know the client serves nobody.
        using var response = await client.GetAsync(new Uri("/", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal(System.Net.HttpStatusCode.InternalServerError, response.StatusCode);
    }
}

using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ClientIpAnalyzers.Runtime.Tests.AspNetCore;

public sealed class ReloadTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory().FullName;
    private readonly LogLines _lines = new();

    public void Dispose()
    {
        Directory.Delete(_folder, recursive: true);
        _lines.Dispose();
    }

    [Fact]
    public async Task A_change_of_configured_ranges_is_followed()
    {
        var (app, settings) = await StartAsync((ConfiguredPolicy.Key, "100.64.0.0/10"));
        await using (app)
        {
            Assert.Equal("8.8.8.8", await ClientOf(app, "100.64.3.4"));
            settings.Set(ConfiguredPolicy.Key, "10.0.0.0/8");
            Assert.Equal("unknown", await ClientOf(app, "100.64.3.4"));
            Assert.Equal("8.8.8.8", await ClientOf(app, "10.1.1.1"));
            Assert.Single(_lines.Own, line => line.Event.Name == "Reloaded");
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("10.0.0.0/99")]
    [InlineData("0.0.0.0/0")]
    [InlineData("0.0.0.0/1, 128.0.0.0/1")]
    [InlineData("file:absent.txt")]
    public async Task A_bad_change_is_refused_with_a_log_and_the_last_good_ranges_stay(string bad)
    {
        var (app, settings) = await StartAsync((ConfiguredPolicy.Key, "100.64.0.0/10"));
        await using (app)
        {
            settings.Set(ConfiguredPolicy.Key, bad);
            Assert.Equal("8.8.8.8", await ClientOf(app, "100.64.3.4"));
            var line = Assert.Single(_lines.Own, line => line.Event.Name == "ReloadRefused");
            Assert.Equal(LogLevel.Error, line.Level);
            Assert.Contains("ConfiguredPolicy", line.Text, StringComparison.Ordinal);

            settings.Set(ConfiguredPolicy.Key, "10.0.0.0/8");
            Assert.Equal("8.8.8.8", await ClientOf(app, "10.1.1.1"));
        }
    }

    [Fact]
    public async Task A_change_of_something_else_replaces_nothing()
    {
        var (app, settings) = await StartAsync((ConfiguredPolicy.Key, "100.64.0.0/10"));
        await using (app)
        {
            var policy = app.Services.GetRequiredService<IClientIpResolver>().Policy;
            settings.Set("Other", "1");
            Assert.Same(policy, app.Services.GetRequiredService<IClientIpResolver>().Policy);
            Assert.DoesNotContain(_lines.Own, line => line.Event.Name == "Reloaded");
        }
    }

    [Fact]
    public async Task A_request_keeps_the_snapshot_that_it_began_with()
    {
        var settings = new Settings((ConfiguredPolicy.Key, "100.64.0.0/10"));
        await using var app = await StartAsync(settings, app => app.Run(async context =>
        {
            var before = (context.GetClientIp(), context.GetClientIp<ConfiguredPolicy>());
            settings.Set(ConfiguredPolicy.Key, "10.0.0.0/8");
            await context.Response.WriteAsync($"{before == (context.GetClientIp(), context.GetClientIp<ConfiguredPolicy>())} {before.Item1}");
        }));

        Assert.Equal("True 8.8.8.8", (await app.AskAsync()).Body);
        Assert.Equal("True unknown", (await app.AskAsync()).Body);
    }

    [Fact]
    public async Task Requests_during_reloads_see_one_set_or_the_other_and_never_a_mixture()
    {
        // The peers of either set; a torn set would believe both, or neither.
        string[] sets = ["100.64.0.0/16,100.66.0.0/16", "100.65.0.0/16,100.67.0.0/16"];
        var (app, settings) = await StartAsync((ConfiguredPolicy.Key, sets[0]));
        await using (app)
        {
            var resolver = app.Services.GetRequiredService<IClientIpResolver>();
            using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(2));
            var reload = Task.Run(
                () =>
                {
                    for (var i = 1; !stop.IsCancellationRequested; i++)
                    {
                        settings.Set(ConfiguredPolicy.Key, sets[i % 2]);
                    }
                },
                TestContext.Current.CancellationToken);
            var readers = Enumerable.Range(0, 2).Select(_ => Task.Run(
                () =>
                {
                    while (!stop.IsCancellationRequested)
                    {
                        Assert.Contains(resolver.Policy.Hops[0].Ranges.ToString().Replace("/16", "", StringComparison.Ordinal), (string[])["100.64.0.0,100.66.0.0", "100.65.0.0,100.67.0.0"]);
                    }
                },
                TestContext.Current.CancellationToken));
            await Task.WhenAll(readers.Append(reload));
            Assert.DoesNotContain(_lines.Own, line => line.Level >= LogLevel.Warning);
        }
    }

    [Theory]
    [InlineData("alb.txt", "# the ALB\n100.64.0.0/10\n", "10.0.0.0/8\n")]
    [InlineData("alb.csv", "cidr,region\n100.64.0.0/10,cn-hangzhou\n", "cidr,region\n10.0.0.0/8,cn-hangzhou\n")]
    [InlineData("alb.json", """{ "prefixes": [{ "ip_prefix": "100.64.0.0/10" }] }""", """{ "prefixes": [{ "ip_prefix": "10.0.0.0/8" }] }""")]
    public async Task Ranges_come_from_a_file_that_is_watched(string name, string before, string after)
    {
        var path = Path.Combine(_folder, name);
        await File.WriteAllTextAsync(path, before, TestContext.Current.CancellationToken);
        var (app, _) = await StartAsync((ConfiguredPolicy.Key, $"192.0.2.0/24, file:{path}"));
        await using (app)
        {
            Assert.Equal("8.8.8.8", await ClientOf(app, "100.64.3.4"));
            Assert.Equal("8.8.8.8", await ClientOf(app, "192.0.2.7"));

            await File.WriteAllTextAsync(path, "not a range\n", TestContext.Current.CancellationToken);
            await WaitForAsync(() => Task.FromResult(_lines.Own.Any(line => line.Event.Name == "ReloadRefused")));
            Assert.Equal("8.8.8.8", await ClientOf(app, "100.64.3.4"));

            await File.WriteAllTextAsync(path, after, TestContext.Current.CancellationToken);
            await WaitForAsync(async () => await ClientOf(app, "10.1.1.1") == "8.8.8.8");
            Assert.Equal("unknown", await ClientOf(app, "100.64.3.4"));
        }
    }

    [Theory]
    [InlineData("alb.txt", "# the ALB\n100.64.0.0/10\n10.0.0.0/8\n", "100.64.0.0/10\n1", "10.0.0.0/8\n")]
    [InlineData("alb.json", """["100.64.0.0/10", "10.0.0.0/8"]""", """["100.64.0.0/10", "10""", """["10.0.0.0/8"]""")]
    [InlineData("alb.csv", "cidr,region\n100.64.0.0/10,x\n", "", "cidr,region\n10.0.0.0/8,x\n")]
    public async Task A_file_that_is_cut_off_is_refused_and_one_that_is_replaced_by_a_rename_is_followed(
        string name, string before, string cutOff, string after)
    {
        var path = Path.Combine(_folder, name);
        await File.WriteAllTextAsync(path, before, TestContext.Current.CancellationToken);
        var (app, _) = await StartAsync((ConfiguredPolicy.Key, $"file:{path}"));
        await using (app)
        {
            await using (var file = File.OpenWrite(path))
            {
                file.SetLength(0);
                await file.WriteAsync(System.Text.Encoding.UTF8.GetBytes(cutOff), TestContext.Current.CancellationToken);
            }

            await WaitForAsync(() => Task.FromResult(_lines.Own.Any(line => line.Event.Name == "ReloadRefused")));
            Assert.Contains(name, _lines.Own.Last().Text, StringComparison.Ordinal);
            Assert.Equal("8.8.8.8", await ClientOf(app, "100.64.3.4"));

            await File.WriteAllTextAsync(path + ".new", after, TestContext.Current.CancellationToken);
            File.Move(path + ".new", path, overwrite: true);
            await WaitForAsync(async () => await ClientOf(app, "100.64.3.4") == "unknown");
            Assert.Equal("8.8.8.8", await ClientOf(app, "10.1.1.1"));

            File.Delete(path);
            await WaitForAsync(() => Task.FromResult(_lines.Own.Count(line => line.Event.Name == "ReloadRefused") == 2));
            Assert.Equal("8.8.8.8", await ClientOf(app, "10.1.1.1"));
        }
    }

    [Fact]
    public async Task A_providers_list_of_tens_of_thousands_is_read_and_followed()
    {
        static string List(int first) => """{ "prefixes": [""" + string.Join(
            ',', Enumerable.Range(0, 40_000).Select(i => $$"""{ "ip_prefix": "{{first + (i >> 14)}}.{{(i >> 6) & 255}}.{{(i & 63) * 4}}.0/24" }""")) + "] }";
        var path = Path.Combine(_folder, "ip-ranges.json");
        await File.WriteAllTextAsync(path, List(first: 20), TestContext.Current.CancellationToken);
        var (app, _) = await StartAsync((ConfiguredPolicy.Key, $"file:{path}"));
        await using (app)
        {
            Assert.Equal("8.8.8.8", await ClientOf(app, "22.100.252.9"));
            Assert.Equal("unknown", await ClientOf(app, "22.100.253.9"));

            await File.WriteAllTextAsync(path, List(first: 60), TestContext.Current.CancellationToken);
            await WaitForAsync(async () => await ClientOf(app, "62.100.252.9") == "8.8.8.8");
            Assert.Equal("unknown", await ClientOf(app, "22.100.252.9"));
        }
    }

    [Fact]
    public async Task A_file_is_left_alone_while_somebody_writes_to_it()
    {
        var path = Path.Combine(_folder, "alb.txt");
        await File.WriteAllTextAsync(path, "203.0.113.0/24", TestContext.Current.CancellationToken);
        var (app, _) = await StartAsync((ConfiguredPolicy.Key, $"file:{path}"));
        await using (app)
        {
            // Half a line, which is a wider range. The time of the last writing is ahead, as if it were going on until then.
            await File.WriteAllTextAsync(path, "203.0.113.0/2", TestContext.Current.CancellationToken);
            var written = DateTime.UtcNow + TimeSpan.FromSeconds(8);
            File.SetLastWriteTimeUtc(path, written);

            await WaitForAsync(async () => await ClientOf(app, "198.51.100.1") == "8.8.8.8");
            Assert.True(DateTime.UtcNow > written, "It was read while it was being written.");
        }
    }

    [Fact]
    public async Task A_host_that_is_gone_watches_no_file()
    {
        var path = Path.Combine(_folder, "alb.txt");
        await File.WriteAllTextAsync(path, "100.64.0.0/10", TestContext.Current.CancellationToken);
        var reads = 0;
        using var files = new RangeFiles(_folder, () => Interlocked.Increment(ref reads));
        files.Read("alb.txt");
        await File.WriteAllTextAsync(path, "10.0.0.0/8", TestContext.Current.CancellationToken);
        files.Dispose();

        // Whoever was waiting for the file to settle reads it no more, and a late reading watches nothing.
        files.Read("alb.txt");
        await Task.Delay(TimeSpan.FromSeconds(6), TestContext.Current.CancellationToken);
        Assert.Equal(0, reads);
        Assert.Equal(0, files.Watched);
    }

    [Fact]
    public async Task Appsettings_hold_a_whole_policy_and_are_followed()
    {
        var path = Path.Combine(_folder, "appsettings.json");
        await File.WriteAllTextAsync(path, Appsettings("100.64.0.0/10"), TestContext.Current.CancellationToken);
        var builder = Hosts.Builder();
        builder.Configuration.AddJsonFile(path, optional: false, reloadOnChange: true);
        builder.Services.AddClientIp(builder.Configuration.GetSection("ClientIp"));
        await using var app = await Hosts.StartAsync(builder, app => app.Run(Hosts.Tell));

        Assert.Equal("8.8.8.8 Resolved 100.64.3.4", (await app.AskAsync()).Body);
        await File.WriteAllTextAsync(path, Appsettings("10.0.0.0/8"), TestContext.Current.CancellationToken);
        await WaitForAsync(async () => await ClientOf(app, "10.1.1.1") == "8.8.8.8");
        Assert.Equal("unknown", await ClientOf(app, "100.64.3.4"));
    }

    private static string Appsettings(string alb)
        => """{ "ClientIp": { "Sources": [{ "Header": "X-Forwarded-For", "Via": ["alb"] }], "Hops": { "alb": ["RANGE"] } } }"""
            .Replace("RANGE", alb, StringComparison.Ordinal);

    private static async Task<string> ClientOf(WebApplication app, string peer) => (await app.AskAsync(peer: peer)).Body.Split(' ')[0];

    private static async Task WaitForAsync(Func<Task<bool>> condition)
    {
        for (var i = 0; i < 300 && !await condition(); i++)
        {
            await Task.Delay(100);
        }

        Assert.True(await condition());
    }

    private async Task<(WebApplication App, Settings Settings)> StartAsync(params (string Key, string Value)[] values)
    {
        var settings = new Settings(values);
        return (await StartAsync(settings, app => app.Run(Hosts.Tell)), settings);
    }

    private Task<WebApplication> StartAsync(Settings settings, Action<WebApplication> configure)
    {
        var builder = Hosts.Builder();
        ((IConfigurationBuilder)builder.Configuration).Add(settings);
        builder.Logging.AddProvider(_lines);
        builder.Services.AddClientIp<ConfiguredPolicy>();
        return Hosts.StartAsync(builder, configure);
    }

    /// <summary>Settings that can be changed, as a file's can.</summary>
    private sealed class Settings : ConfigurationProvider, IConfigurationSource
    {
        public Settings(params (string Key, string Value)[] values)
        {
            foreach (var (key, value) in values)
            {
                Set(key, value, isReload: false);
            }
        }

        public void Set(string key, string? value, bool isReload)
        {
            var data = new Dictionary<string, string?>(Data, StringComparer.OrdinalIgnoreCase);
            foreach (var old in data.Keys.Where(old => old.StartsWith(key, StringComparison.OrdinalIgnoreCase)).ToArray())
            {
                data.Remove(old);
            }

            var parts = value!.Split(',');
            for (var i = 0; i < parts.Length; i++)
            {
                data[parts.Length == 1 ? key : $"{key}:{i}"] = parts[i].Trim();
            }

            Data = data;
            if (isReload)
            {
                OnReload();
            }
        }

        public override void Set(string key, string? value) => Set(key, value, isReload: true);

        public IConfigurationProvider Build(IConfigurationBuilder builder) => this;
    }
}

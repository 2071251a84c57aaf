using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.Playwright;

namespace ClientIpAnalyzers.Interop.Tests.Browser;

/// <summary>A page of a browser, and everything that went wrong in it.</summary>
public sealed class WatchedPage : IAsyncDisposable
{
    private readonly IBrowserContext _context;
    private readonly string _axe;
    private readonly ConcurrentQueue<string> _faults = new();
    private readonly ConcurrentQueue<string> _requests = new();

    private WatchedPage(IBrowserContext context, IPage page, string axe)
    {
        (_context, Page, _axe) = (context, page, axe);
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
            {
                _faults.Enqueue($"console: {message.Text}");
            }
        };
        page.PageError += (_, error) => _faults.Enqueue($"script: {error}");
        page.Dialog += (_, dialog) =>
        {
            _faults.Enqueue($"dialog: {dialog.Message}");
            _ = dialog.DismissAsync();
        };
        page.RequestFailed += (_, request) =>
        {
            // A newer try takes the place of one that has not been answered.
            if (request.Failure != "net::ERR_ABORTED")
            {
                _faults.Enqueue($"request: {request.Url} {request.Failure}");
            }
        };
        page.Request += (_, request) => _requests.Enqueue(request.Url);
    }

    public IPage Page { get; }

    /// <summary>Every address that was asked for anything.</summary>
    public IEnumerable<string> Requests => _requests;

    /// <summary>Errors and warnings of the console, scripts and loading; what the content security policy stopped; dialogs.</summary>
    public async Task<IReadOnlyList<string>> FaultsAsync()
    {
        var violations = await Page.EvaluateAsync<string[]?>("() => globalThis.violations");
        return [.. _faults, .. (violations ?? []).Select(violation => $"content security policy: {violation}")];
    }

    public static async Task<WatchedPage> CreateAsync(IBrowserContext context, string axe)
    {
        await context.AddInitScriptAsync(
            """
            globalThis.violations = [];
            addEventListener('securitypolicyviolation', event => violations.push(`${event.effectiveDirective} ${event.blockedURI} ${event.sample}`));
            """);
        return new WatchedPage(context, await context.NewPageAsync(), axe);
    }

    /// <summary>What the accessibility checker finds wrong, each rule with the elements.</summary>
    public async Task<IReadOnlyList<string>> InaccessibleAsync()
    {
        await Page.EvaluateAsync(_axe + "; 0");
        var result = await Page.EvaluateAsync<JsonElement>("() => axe.run(document, { resultTypes: ['violations'] })");
        Assert.True(result.GetProperty("passes").GetArrayLength() > 20, "The checker has checked next to nothing.");
        return
        [
            .. result.GetProperty("violations").EnumerateArray().Select(violation =>
                $"{violation.GetProperty("id")}: {violation.GetProperty("help")}\n  "
                + string.Join("\n  ", violation.GetProperty("nodes").EnumerateArray().Select(node => node.GetProperty("html")))),
        ];
    }

    /// <summary>Keeps a photograph of the whole page.</summary>
    public Task PhotographAsync(string name) => Page.ScreenshotAsync(new()
    {
        Path = Path.Combine(Repository.Root, "artifacts", "inspector", name + ".png"),
        FullPage = true,
        Animations = ScreenshotAnimations.Disabled,
    });

    public ValueTask DisposeAsync() => _context.DisposeAsync();
}

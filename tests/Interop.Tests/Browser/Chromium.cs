using Microsoft.Playwright;

namespace ClientIpAnalyzers.Interop.Tests.Browser;

/// <summary>
/// The system's Chromium, headless, for all tests. Where it or axe-core is missing, tests are skipped with the reason,
/// except on a build server: there they fail.
/// </summary>
public sealed class Chromium : IAsyncLifetime
{
    private static readonly string s_axe = Path.Combine(Repository.Root, "artifacts", "interop", "node_modules", "axe-core", "axe.min.js");

    private static readonly string[] s_names = ["chromium", "chromium-browser", "google-chrome"];

    private IPlaywright? _playwright;
    private IBrowser? _browser;
    private string? _missing;

    /// <summary>The accessibility checker's source.</summary>
    public string Axe { get; private set; } = string.Empty;

    public async ValueTask InitializeAsync()
    {
        var path = FindExecutable();
        _missing = path is null
            ? "There is no Chromium on this machine: run tests/Interop.Tests/install.sh."
            : File.Exists(s_axe) ? null : "axe-core is not installed: run tests/Interop.Tests/install.sh.";
        if (_missing is not null)
        {
            return;
        }

        Axe = await File.ReadAllTextAsync(s_axe);
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = path,

            // Chromium refuses to be root inside its sandbox; the pages are this repository's own.
            Args = Environment.IsPrivilegedProcess ? ["--no-sandbox"] : [],
        });
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
    }

    /// <summary>Opens a page that keeps a note of everything that goes wrong in it.</summary>
    public async Task<WatchedPage> OpenAsync(BrowserNewContextOptions? options = null)
    {
        if (_missing is not null)
        {
            Assert.SkipUnless(Environment.GetEnvironmentVariable("CI") == "true", _missing);
            Assert.Fail(_missing);
        }

        var context = await _browser!.NewContextAsync(options ?? new());
        context.SetDefaultTimeout(30_000);
        return await WatchedPage.CreateAsync(context, Axe);
    }

    private static string? FindExecutable() => (Environment.GetEnvironmentVariable("PATH") ?? string.Empty)
        .Split(Path.PathSeparator)
        .SelectMany(folder => s_names.Select(name => Path.Combine(folder, name)))
        .FirstOrDefault(File.Exists);
}

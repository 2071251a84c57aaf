using ClientIpAnalyzers.Interop.Tests.Browser;
using Microsoft.Playwright;

namespace ClientIpAnalyzers.Interop.Tests;

/// <summary>The inspector in a real browser. Photographs are kept in <c>artifacts/inspector</c>.</summary>
public sealed class InspectorTests(Chromium browser, InspectedApplication application) : IClassFixture<Chromium>, IClassFixture<InspectedApplication>
{
    private const string Attack = "<script>alert('run')</script>";

    /// <summary>What CDN, WAF and ALB make of the request of 203.0.113.7.</summary>
    private static readonly Dictionary<string, string> s_genuine = new()
    {
        ["Ali-Cdn-Real-Ip"] = "203.0.113.7",
        ["X-Forwarded-For"] = "203.0.113.7, 2001:db8:7:cd00::10, 192.0.2.30",
        ["X-Origin-Token"] = InspectedApplication.Secret,
    };

    [Theory]
    [InlineData(ColorScheme.Light, 1280)]
    [InlineData(ColorScheme.Dark, 1280)]
    [InlineData(ColorScheme.Light, 380)]
    [InlineData(ColorScheme.Dark, 380)]
    public async Task A_genuine_request_an_attack_and_a_stranger_are_shown_without_fault(ColorScheme theme, int width)
    {
        await using var watched = await OpenAsync(theme, width);
        var page = watched.Page;
        var name = $"{theme.ToString().ToLowerInvariant()}-{width}";
        foreach (var (request, path, headline) in new[]
        {
            ("genuine", string.Empty, "The client is 203.0.113.7"),
            ("attack", "?example=forged", "The client is not known"),
            ("stranger", "?example=around", "The client is not known"),
        })
        {
            await page.GotoAsync(application.Inspector + path);
            Assert.Equal(headline, await TextAsync(page, "#headline"));
            Assert.Equal(request == "genuine" ? 0 : 1, await page.Locator(".claim").CountAsync() > 0 ? 1 : 0);
            await watched.PhotographAsync($"{name}-{request}");
            Assert.Empty(await watched.FaultsAsync());
            Assert.Empty(await watched.InaccessibleAsync());
            Assert.Equal(width, await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth"));
            Assert.Equal(width > 700 ? 0 : 2, await page.Locator("svg.standing").And(page.Locator("svg:visible")).CountAsync());
        }

        Assert.All(watched.Requests, url => Assert.True(url.StartsWith(application.Address.ToString(), StringComparison.Ordinal) || url.StartsWith("data:", StringComparison.Ordinal), url));
    }

    [Fact]
    public async Task An_attack_is_typed_in_and_explained_in_words_while_it_is_typed()
    {
        await using var watched = await OpenAsync();
        var page = watched.Page;
        await page.GotoAsync(application.Inspector);
        Assert.Equal("The client is 203.0.113.7", await TextAsync(page, "#headline"));

        await page.GetByLabel("Peer, who connects").FillAsync("127.0.0.1");
        await page.GetByLabel("Headers").FillAsync($"Ali-Cdn-Real-Ip: 8.8.8.8\nX-Forwarded-For: 8.8.8.8, 203.0.113.66\nX-Origin-Token: {InspectedApplication.Secret}");
        await Expect(page.Locator("#headline")).ToHaveTextAsync("The client is not known");
        var words = await page.Locator("#outcome").InnerTextAsync();
        Assert.Contains("ChainMismatch", words, StringComparison.Ordinal);
        Assert.Contains("Ali-Cdn-Real-Ip says 8.8.8.8. Nothing proves who wrote that, so it is not believed: a forger would send exactly this.", words, StringComparison.Ordinal);
        Assert.Contains("If neither holds, 203.0.113.66 came around 'waf' and wrote the rest itself: the refusal is right.", words, StringComparison.Ordinal);
        await Expect(page.GetByRole(AriaRole.Status)).ToHaveTextAsync("The client is not known: ChainMismatch");

        // What was typed stays in the browser, and nothing of it in an address.
        Assert.Contains(InspectedApplication.Secret, await page.GetByLabel("Headers").InputValueAsync(), StringComparison.Ordinal);
        Assert.Equal(application.Inspector, page.Url);
        Assert.DoesNotContain(InspectedApplication.Secret, await page.ContentAsync(), StringComparison.Ordinal);

        // The button gives the same, and what is opened stays open.
        await page.GetByText("All ranges").ClickAsync();
        await page.GetByLabel("Headers").FillAsync($"Ali-Cdn-Real-Ip: 203.0.113.9\nX-Forwarded-For: 198.51.100.7, 192.0.2.1\nX-Origin-Token: {InspectedApplication.Secret}");
        await page.GetByRole(AriaRole.Button, new() { Name = "Explain" }).ClickAsync();
        await Expect(page.Locator("#headline")).ToHaveTextAsync("The client is 203.0.113.9");
        await Expect(page.Locator("#ranges")).ToHaveAttributeAsync("open", string.Empty);
        Assert.Empty(await watched.FaultsAsync());
        Assert.Empty(await watched.InaccessibleAsync());
    }

    [Fact]
    public async Task Without_scripts_it_can_be_read_and_the_form_be_used()
    {
        await using var watched = await OpenAsync(options: new() { JavaScriptEnabled = false, ColorScheme = ColorScheme.Light });
        var page = watched.Page;
        await page.GotoAsync(application.Inspector);
        await page.GetByLabel("Peer, who connects").FillAsync("203.0.113.66");
        await page.GetByLabel("Headers").FillAsync($"X-Forwarded-For: {Attack}\nX-Origin-Token: {InspectedApplication.Secret}");
        await page.GetByText("Dark").ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Explain" }).ClickAsync();
        await Expect(page.Locator("#headline")).ToHaveTextAsync("The client is not known");
        await Expect(page.Locator("#outcome")).ToContainTextAsync("PeerNotTrusted");
        Assert.Equal($"X-Forwarded-For: {Attack}\nX-Origin-Token: (hidden)", await page.GetByLabel("Headers").InputValueAsync());
        Assert.True(await page.Locator("#theme-dark").IsCheckedAsync());
        Assert.DoesNotContain(InspectedApplication.Secret, await page.ContentAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_script_in_a_header_is_text()
    {
        await using var watched = await OpenAsync(headers: new() { ["X-Forwarded-For"] = Attack, ["Ali-Cdn-Real-Ip"] = Attack, ["X-Origin-Token"] = Attack });
        var page = watched.Page;
        await page.GotoAsync(application.Inspector);
        await Expect(page.Locator("#outcome")).ToContainTextAsync($"Ali-Cdn-Real-Ip says {Attack}");

        await page.GetByLabel("Headers").FillAsync($"X-Forwarded-For: {Attack}, 192.0.2.129\nX-<b>: 1");
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Line 2 is no header");
        await Expect(page.GetByLabel("Headers")).ToHaveAttributeAsync("aria-invalid", "true");
        Assert.Empty(await watched.InaccessibleAsync());
        await page.GetByLabel("Headers").FillAsync($"X-Forwarded-For: {Attack}, 192.0.2.129\nAli-Cdn-Real-Ip: {Attack}");
        await Expect(page.GetByRole(AriaRole.Alert)).ToHaveCountAsync(0);
        await Expect(page.Locator("#steps")).ToContainTextAsync(Attack);

        Assert.Equal(1, await page.Locator("script").CountAsync());
        Assert.Equal(["400 (Bad Request)"], (await watched.FaultsAsync()).Select(fault => fault.Contains("400 (Bad Request)", StringComparison.Ordinal) ? "400 (Bad Request)" : fault).Distinct());
    }

    [Fact]
    public async Task The_theme_follows_the_system_until_one_is_chosen()
    {
        await using var watched = await OpenAsync(ColorScheme.Dark);
        var page = watched.Page;
        await page.GotoAsync(application.Inspector);
        var dark = await BackgroundAsync(page);
        await page.GetByText("Light").ClickAsync();
        var light = await BackgroundAsync(page);
        Assert.True(Brightness(dark) < 60 && Brightness(light) > 200, $"{dark}, {light}");

        // It is kept while the tab lives; and where nothing may be stored, as long as the page.
        await page.ReloadAsync();
        Assert.Equal(light, await BackgroundAsync(page));
        await page.GetByText("Auto").ClickAsync();
        Assert.Equal(dark, await BackgroundAsync(page));
        Assert.Empty(await watched.FaultsAsync());

        await using var unstored = await OpenAsync(ColorScheme.Dark);
        await unstored.Page.AddInitScriptAsync("Object.defineProperty(globalThis, 'sessionStorage', { get() { throw new Error('denied'); } })");
        await unstored.Page.GotoAsync(application.Inspector);
        await unstored.Page.GetByText("Light").ClickAsync();
        Assert.Equal(light, await BackgroundAsync(unstored.Page));
        Assert.Empty(await unstored.FaultsAsync());
    }

    [Fact]
    public async Task The_keyboard_reaches_everything_and_the_focus_is_seen()
    {
        await using var watched = await OpenAsync();
        var page = watched.Page;
        await page.GotoAsync(application.Inspector);
        var reached = new List<string>();
        for (var number = 0; number < 20 && !reached.Contains("Explain"); number++)
        {
            await page.Keyboard.PressAsync("Tab");
            reached.Add(await page.EvaluateAsync<string>("() => document.activeElement.id || document.activeElement.textContent.trim()"));

            // A choice of the theme is shown by its label.
            var outline = await page.EvaluateAsync<string>(
                "() => getComputedStyle(document.activeElement.type === 'radio' ? document.activeElement.nextElementSibling : document.activeElement).outlineStyle");
            Assert.True(outline == "solid", $"Nothing shows that {reached[^1]} has the focus.");
        }

        Assert.Equal(
            ["Skip to the answer", "theme-auto", "All ranges", "Through every proxy", "A forged claim", "Around the proxies", "peer", "headers", "path", "Explain"],
            reached);
        await page.GetByLabel("Headers").FillAsync("X-Forwarded-For: 203.0.113.5, 192.0.2.200");
        await page.GetByLabel("Path").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("#headline")).ToHaveTextAsync("The client is 203.0.113.5");
    }

    [Fact]
    public async Task A_screen_reader_is_told_what_the_picture_shows()
    {
        await using var watched = await OpenAsync();
        await watched.Page.GotoAsync(application.Inspector);
        var picture = watched.Page.GetByRole(AriaRole.Img, new() { Name = "The way to the application by Ali-Cdn-Real-Ip" });
        await Expect(picture).ToHaveAccessibleNameAsync(new System.Text.RegularExpressions.Regex(
            @"Client \(verified: 203\.0\.113\.7\), then cdn \(verified: 2001:db8:7:cd00::10\), then waf \(verified: 192\.0\.2\.30\), then alb \(verified: 127\.0\.0\.1\), then the application"));
    }

    [Fact]
    public async Task It_can_be_read_with_forced_colours_and_on_paper()
    {
        await using var watched = await OpenAsync(options: new() { ForcedColors = ForcedColors.Active, ReducedMotion = ReducedMotion.Reduce });
        await watched.Page.GotoAsync(application.Inspector + "?example=forged");
        await watched.PhotographAsync("forced-colours");
        Assert.Empty(await watched.InaccessibleAsync());

        await watched.Page.EmulateMediaAsync(new() { Media = Media.Print, ForcedColors = ForcedColors.None, ColorScheme = ColorScheme.Dark });
        await watched.PhotographAsync("print");
        Assert.True(await watched.Page.Locator("#steps").IsVisibleAsync());
        Assert.False(await watched.Page.Locator("form").IsVisibleAsync());
        Assert.True(Brightness(await BackgroundAsync(watched.Page)) > 200);
        Assert.Empty(await watched.FaultsAsync());
    }

    private Task<WatchedPage> OpenAsync(
        ColorScheme theme = ColorScheme.Light, int width = 1280, Dictionary<string, string>? headers = null, BrowserNewContextOptions? options = null)
    {
        options ??= new() { ColorScheme = theme };
        options.ViewportSize = new() { Width = width, Height = 900 };
        options.ExtraHTTPHeaders = headers ?? s_genuine;
        return browser.OpenAsync(options);
    }

    private static ILocatorAssertions Expect(ILocator locator) => Assertions.Expect(locator);

    private static async Task<string> TextAsync(IPage page, string selector) => (await page.Locator(selector).InnerTextAsync()).Trim();

    private static Task<string> BackgroundAsync(IPage page)
        => page.EvaluateAsync<string>("() => getComputedStyle(document.documentElement).backgroundColor");

    private static double Brightness(string color)
        => color.Split('(', ')', ',').Skip(1).Take(3).Average(part => double.Parse(part, System.Globalization.CultureInfo.InvariantCulture));
}

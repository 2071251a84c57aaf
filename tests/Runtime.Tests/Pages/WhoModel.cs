using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace ClientIpAnalyzers.Runtime.Tests.AspNetCore;

/// <summary>A page whose handlers and bound property take the client.</summary>
[IgnoreAntiforgeryToken]
public class WhoModel : PageModel
{
    [BindProperty(SupportsGet = true)]
    public ClientIp Bound { get; set; }

    public string Client { get; private set; } = string.Empty;

    public void OnGet(ClientIp client) => Client = $"{client} {Bound}";

    public void OnPost(ClientIp client) => Client = $"{client} {Bound}";
}

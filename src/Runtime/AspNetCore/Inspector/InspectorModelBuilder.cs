using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ClientIpAnalyzers.AspNetCore.Inspector;

/// <summary>Finds what a page shows: the policies of one host as they are now, and the request in question.</summary>
internal sealed class InspectorModelBuilder
{
    private static readonly InspectorForm s_emptyForm = new(string.Empty, "/", string.Empty);

    private readonly IServiceProvider _services;
    private readonly RequestResolver _resolver;
    private readonly ReasonCounts _counts;
    private readonly string _application;
    private readonly string _environment;
    private readonly bool _hasTestClient;
    private readonly List<InspectedPolicy> _policies;

    public InspectorModelBuilder(IServiceProvider services)
    {
        _services = services;
        _resolver = services.GetService<RequestResolver>() ?? throw Mistakes.NotAdded();
        _counts = services.GetRequiredService<ClientIpObserver>().Counts;
        var environment = services.GetService<IHostEnvironment>();
        _application = environment?.ApplicationName ?? "The application";
        _environment = environment?.EnvironmentName ?? "an unknown environment";
        _hasTestClient = services.GetService<TestClient>() is not null;
        _policies = Name(services.GetServices<RegisteredPolicy>(), services.GetService<DefaultPolicy>()?.Policy);
    }

    /// <summary>The request that asks for the page; or an example, where it asks for one.</summary>
    public InspectorModel OfThis(HttpContext context)
    {
        var model = Begin(context.Request.Query["policy"], out var resolver, out var hidden);
        if (resolver is null)
        {
            return model;
        }

        if (Examples.Find(context.Request.Query["example"], resolver.Policy) is { } example)
        {
            return Try(model, example, resolver, hidden);
        }

        var request = ThisRequest(context, model.Chosen!, resolver);
        return model with
        {
            Explanation = new Explanation(resolver, request, hidden),
            Form = new InspectorForm(
                request.Peer?.ToString() ?? CidrSet.UnixSocketWord,
                hidden.ShowText(request.Path.Value ?? "/"),
                Examples.Lines(request.Headers, resolver.Policy.HeadersRead, hidden)),
        };
    }

    /// <summary>The request that a form describes.</summary>
    public InspectorModel OfForm(HttpContext context, IFormCollection fields)
    {
        var model = Begin(fields["policy"], out var resolver, out var hidden) with { Theme = ThemeOf(fields["theme"]) };
        var form = new InspectorForm(fields["peer"].ToString(), fields["path"].ToString(), fields["headers"].ToString());
        return resolver is null ? model : Try(model, form, resolver, hidden);
    }

    /// <summary>No request, because what was sent is none.</summary>
    public InspectorModel OfProblem(HttpContext context, string problem)
        => Begin(context.Request.Query["policy"], out _, out _) with { Problems = [(string.Empty, problem)] };

    private InspectorModel Try(InspectorModel model, InspectorForm form, IClientIpResolver resolver, HiddenValues hidden)
    {
        var problems = form.TryRead(out var request);
        var lines = form.Headers.Length <= InspectorForm.MaxHeadersLength ? form.Headers.ReplaceLineEndings("\n").Split('\n') : [];
        model = model with
        {
            IsTried = true,
            Problems = problems,
            Form = new InspectorForm(
                hidden.ShowText(VisibleText.Shorten(form.Peer, 64)),
                hidden.ShowText(VisibleText.Shorten(form.Path, 2048)),
                string.Join('\n', lines.Select(hidden.ShowLine))),
        };
        if (request is null)
        {
            return model;
        }

        var explanation = new Explanation(resolver, request with { Path = new PathString(hidden.ShowText(request.Path.Value!)) }, hidden);
        if (_resolver.AllowsLoopback && explanation.Answer is { Reason: ClientIpReason.PeerNotTrusted, Peer.IsLoopback: true })
        {
            explanation.Note("The policy alone is asked here. In the Development environment the application takes a peer on this machine for the client.");
        }

        return model with { Explanation = explanation };
    }

    private InspectedRequest ThisRequest(HttpContext context, InspectedPolicy chosen, IClientIpResolver resolver)
    {
        var headers = new HeaderDictionary();
        foreach (var name in resolver.Policy.HeadersRead)
        {
            if (context.Request.Headers.TryGetValue(name, out var lines))
            {
                headers[name] = lines;
            }
        }

        var feature = _resolver.Resolve(context);
        return new InspectedRequest("This request", feature.Received.Peer, context.Request.Path, headers)
        {
            Given = _resolver.Resolve(context, chosen.Registered.Type, chosen.Registered.Find(_services)),
            Notes = _hasTestClient ? ["AddTestClientIp is in use: every request is given the client of a test, and no policy is asked."] : [],
        };
    }

    /// <summary>The page without a request.</summary>
    private InspectorModel Begin(string? policy, out IClientIpResolver? resolver, out HiddenValues hidden)
    {
        var chosen = _policies.FirstOrDefault(candidate => candidate.Id == policy) ?? (_policies.Count != 0 ? _policies[0] : null);
        hidden = new HiddenValues(_policies.Select(candidate => Find(candidate, out _)?.Policy).OfType<ClientIpPolicy>());
        string? problem = null;
        resolver = chosen is null ? null : Find(chosen, out problem);
        return new InspectorModel(_application, _environment, _policies, chosen, resolver?.Policy, _counts, s_emptyForm)
        {
            Problems = resolver is null ? [(string.Empty, problem ?? "The application has no policy.")] : [],
        };
    }

    /// <summary>The policy as of now; null, with the reason, where it cannot be made from the configuration that there is.</summary>
    private IClientIpResolver? Find(InspectedPolicy policy, out string? problem)
    {
        try
        {
            problem = null;
            return policy.Registered.Find(_services).Current;
        }
        catch (ClientIpPolicyException exception)
        {
            problem = exception.Message;
            return null;
        }
    }

    private static List<InspectedPolicy> Name(IEnumerable<RegisteredPolicy> registered, RegisteredPolicy? application)
    {
        var all = registered.OrderByDescending(policy => policy == application).ToList();
        return
        [
            .. all.Select(policy =>
            {
                var name = policy.Type == typeof(PolicyResolver) ? "Policy as data" : policy.Type.Name;
                var isAlone = all.Count(other => other.Type.Name == policy.Type.Name) == 1;
                return new InspectedPolicy(isAlone ? policy.Type.Name : policy.Type.FullName ?? policy.Type.Name, name, policy);
            }),
        ];
    }

    private static string ThemeOf(string? text) => text is "light" or "dark" ? text : "auto";
}

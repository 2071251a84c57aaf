using Microsoft.CodeAnalysis;
using ClientIpAnalyzers.Analyzers.Flow;

namespace ClientIpAnalyzers.Analyzers.Setup;

/// <summary>
/// Whether the compilation makes <c>RemoteIpAddress</c> the client: forwarded headers are enabled and trust
/// somebody, or the policy's middleware rewrites the address, or an attribute says so. Found out on the first question.
/// </summary>
internal sealed class TrustedProxySetup(SourceLookup sources, WellKnownTypes types, PeerValues peers, bool isLibrary)
{
    private readonly object _gate = new();
    private bool? _isPresent;
    private ForwardedHeadersModel? _model;
    private PipelineFindings? _pipelines;

    /// <summary>A cancelled question leaves nothing behind; the next one asks anew.</summary>
    public bool IsPresent(CancellationToken cancellation)
    {
        lock (_gate)
        {
            return _isPresent ??= IsStated() || ModelOf(cancellation).MakesClientKnown;
        }
    }

    /// <summary>What the compilation does to forwarded-headers options.</summary>
    public ForwardedHeadersModel Model(CancellationToken cancellation)
    {
        lock (_gate)
        {
            return ModelOf(cancellation);
        }
    }

    /// <summary>What is wrong with the order in which the pipeline is put together.</summary>
    public PipelineFindings Pipelines(CancellationToken cancellation)
    {
        lock (_gate)
        {
            return _pipelines ??= PipelineFindings.Find(ModelOf(cancellation), sources, types, peers, cancellation);
        }
    }

    private ForwardedHeadersModel ModelOf(CancellationToken cancellation)
        => _model ??= new ForwardedHeadersModelBuilder(sources, types, cancellation).Build(isLibrary);

    private bool IsStated()
    {
        if (types.TrustedProxySetup is not { } attribute)
        {
            return false;
        }

        var declaring = attribute.ContainingAssembly.Identity.Name;
        return sources.Compilation.SourceModule.ReferencedAssemblySymbols
            .Where(assembly => assembly.Modules.Any(module => module.ReferencedAssemblies.Any(reference => reference.Name == declaring)))
            .Append(sources.Compilation.Assembly)
            .Any(assembly => assembly.GetAttributes().Any(candidate => candidate.AttributeClass.Is(attribute)));
    }
}

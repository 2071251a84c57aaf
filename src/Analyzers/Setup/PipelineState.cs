using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ClientIpAnalyzers.Analyzers.Setup;

/// <summary>Something that was put into a pipeline.</summary>
/// <param name="Call">The call that does it.</param>
/// <param name="Anchor">The call in the member that the walk started in: another one where a helper does it.</param>
internal sealed record Registration(IInvocationOperation Call, IOperation Anchor)
{
    public string Name => Call.TargetMethod.Name;
}

/// <summary>What one path has put into a pipeline so far.</summary>
internal readonly record struct PipelineState
{
    /// <summary>The first that uses the client's address, or the address and the scheme.</summary>
    public Registration? AddressUser { get; init; }

    /// <summary>The first that uses nothing but the scheme.</summary>
    public Registration? SchemeUser { get; init; }

    /// <summary>The first that reads <c>RemoteIpAddress</c> in code of this compilation.</summary>
    public Registration? ConnectionReader { get; init; }

    public Registration? ForwardedHeaders { get; init; }

    public Registration? ClientIp { get; init; }
}

/// <summary>Forwarded headers, or the client, come too late.</summary>
/// <param name="Place">The statement to move.</param>
/// <param name="User">What comes before it; null where <c>WebApplication</c> inserts it.</param>
/// <param name="UserName">The name of what comes before it.</param>
/// <param name="Inserted">The calls that would say where the inserted ones belong.</param>
/// <param name="IsMinor">Whether only the scheme is used there, which the registration does not change.</param>
internal sealed record TooLate(IOperation Place, string Name, IOperation? User, string UserName, string? Inserted, bool IsMinor);

/// <summary>Forwarded headers are applied a second time.</summary>
internal sealed record AppliedTwice(IOperation Place, IOperation First);

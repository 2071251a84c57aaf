using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace ClientIpAnalyzers.CodeFixes.Reading;

/// <summary>
/// Works out the edits that replace one read by the accessor. Where there are several ways to write it, the first that
/// compiles without a new nullable warning is taken.
/// </summary>
internal sealed class AccessorRewrite(SemanticModel model, SyntaxNode root, CancellationToken cancellation)
{
    public const string AsAddress = "ToIPAddress()";
    public const string AsText = "Address?.ToString()";

    private readonly ContextReach _reach = new(model, cancellation);

    /// <summary>The ways to repair a diagnostic, best first; none where no <c>HttpContext</c> is in reach or the shape is not known.</summary>
    public IEnumerable<IReadOnlyList<TextChange>> ChangesFor(Diagnostic diagnostic)
    {
        var node = root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true);
        var read = diagnostic.AdditionalLocations.Count > 0 && diagnostic.AdditionalLocations[0].SourceTree == root.SyntaxTree
            ? root.FindNode(diagnostic.AdditionalLocations[0].SourceSpan, getInnermostNodeForTie: true)
            : null;
        return diagnostic.Id switch
        {
            DiagnosticIds.RemoteAddressIsThePeer => Single(ForRemoteAddress(node)),
            DiagnosticIds.UncheckedHeader => ForHeader(node),
            DiagnosticIds.LeftmostEntry when read is not null => ForEntry(read, node),
            DiagnosticIds.AddressFromHeader => Single(ForAssignment(node)),
            DiagnosticIds.BoundHeader => new BoundHeaderRewrite(model, cancellation).ChangesFor(node),
            DiagnosticIds.CgiName => CgiRemoval.ChangesFor(node).Concat(ForHeader(node)),
            DiagnosticIds.UnverifiedDecision when read is not null => Single(ForRemoteAddress(read)).Concat(ForHeader(read)),
            DiagnosticIds.ForgeableLimitKey when read is not null => Single(ForLimitKey(read)),
            DiagnosticIds.LocalRequest when read is not null => Single(ForLoopback(node, read)),
            _ => [],
        };
    }

    private static IEnumerable<IReadOnlyList<TextChange>> Single(TextChange? change)
        => change is { } only ? [[only]] : [];

    private TextChange? ForRemoteAddress(SyntaxNode node)
    {
        if (node.FirstAncestorOrSelf<SubpatternSyntax>() is { } part && part.ExpressionColon?.Span.Contains(node.Span) == true)
        {
            return ForPattern(part);
        }

        var access = node as ExpressionSyntax;
        if (access is SimpleNameSyntax { Parent: MemberAccessExpressionSyntax or MemberBindingExpressionSyntax } name)
        {
            access = (ExpressionSyntax)name.Parent!;
        }

        var receiver = access is null ? null : access.Receiver();
        var start = receiver is null ? null : _reach.Before(receiver);
        if (access is null || start is null)
        {
            return null;
        }

        var (end, isText, keepsNonNull) = ReadSuffix.Of(access);
        return new TextChange(
            TextSpan.FromBounds(start.Value.Position, end),
            start.Value.Text + (isText ? AsText : AsAddress) + (keepsNonNull ? "!" : ""));
    }

    /// <summary><c>ctx.Connection is { RemoteIpAddress: { } a }</c>: the pattern moves from the connection to the address.</summary>
    private TextChange? ForPattern(SubpatternSyntax part)
    {
        if (part.Parent is not PropertyPatternClauseSyntax { Subpatterns.Count: 1, Parent: RecursivePatternSyntax { Type: null, Designation: null, PositionalPatternClause: null } pattern }
            || pattern.Parent is not IsPatternExpressionSyntax test
            || part.NameColon is null
            || _reach.Before(test.Expression) is not { } start)
        {
            return null;
        }

        return new TextChange(
            TextSpan.FromBounds(start.Position, test.Span.End),
            start.Text + AsAddress + " is " + part.Pattern);
    }

    /// <summary><c>ctx.Connection.RemoteIpAddress = ...</c>: what is assigned becomes the resolved client.</summary>
    private TextChange? ForAssignment(SyntaxNode node)
    {
        if (node.FirstAncestorOrSelf<AssignmentExpressionSyntax>() is not { Left: MemberAccessExpressionSyntax { Expression: { } connection } target } assignment
            || _reach.Before(connection) is not { } start)
        {
            return null;
        }

        var before = root.SyntaxTree.GetText(cancellation).ToString(TextSpan.FromBounds(Math.Min(target.SpanStart, start.Position), start.Position));
        return new TextChange(assignment.Right.Span, before + start.Text + AsAddress);
    }

    private IEnumerable<IReadOnlyList<TextChange>> ForHeader(SyntaxNode read)
    {
        switch (read)
        {
            case ElementAccessExpressionSyntax access when _reach.Before(access.Expression) is { } start:
                var (end, isText, keepsNonNull) = ReadSuffix.Of(access);
                return isText || IsUsedAsText(access)
                    ? WithFallback(access, new TextChange(TextSpan.FromBounds(start.Position, end), start.Text + AsText + (keepsNonNull ? "!" : "")))
                    : new HeaderVariableRewrite(model, cancellation).ForDeclaration(access, start);
            case InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "TryGetValue" } called } call
                when _reach.Before(called.Expression) is { } start:
                return new HeaderVariableRewrite(model, cancellation).ForCondition(call, start);
            case InvocationExpressionSyntax call when model.GetTypeInfo(call, cancellation).Type?.SpecialType == SpecialType.System_String && _reach.For(call) is { } answer:
                return WithFallback(call, new TextChange(TextSpan.FromBounds(call.SpanStart, ReadSuffix.Of(call).End), answer + "." + AsText));
            default:
                return [];
        }
    }

    private IEnumerable<IReadOnlyList<TextChange>> ForEntry(SyntaxNode read, SyntaxNode taking)
    {
        // A loop over the entries has one to look at afterwards; a parse in several steps works on the text as before.
        var isWhole = taking.Chain().Span.Contains(read.Span)
            && taking.FirstAncestorOrSelf<ForEachStatementSyntax>()?.Expression.Span.Contains(taking.Span) != true;
        return isWhole && WholeParse(read, taking) is { } change ? WithFallback(read, change) : ForHeader(read);
    }

    private TextChange? WholeParse(SyntaxNode read, SyntaxNode taking) => read switch
    {
        ElementAccessExpressionSyntax access when _reach.Before(access.Expression) is { } start => ReadSuffix.Whole(start, taking),
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax called } when _reach.Before(called.Expression) is { } start
            => ReadSuffix.Whole(start, taking),
        InvocationExpressionSyntax call when _reach.For(call) is { } answer => ReadSuffix.Whole((taking.ChainStart(), answer + "."), taking),
        _ => null,
    };

    /// <summary><c>IPAddress.IsLoopback(ctx.Connection.RemoteIpAddress)</c> becomes the library's own question, where it has one.</summary>
    private TextChange? ForLoopback(SyntaxNode node, SyntaxNode read)
    {
        if (node is not InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "IsLoopback" } } call
            || read is not MemberAccessExpressionSyntax { Expression: { } connection }
            || !call.ArgumentList.Span.Contains(read.Span)
            || _reach.Before(connection) is not { Text: var text, Position: var position }
            || !text.EndsWith("GetClientIp().", StringComparison.Ordinal))
        {
            return null;
        }

        var before = root.SyntaxTree.GetText(cancellation).ToString(TextSpan.FromBounds(read.SpanStart, position));
        return new TextChange(call.Span, before + text.Replace("GetClientIp().", "IsLocalRequest()"));
    }

    /// <summary>The key of a limiter groups IPv6 by network, and the unknown are counted together.</summary>
    private TextChange? ForLimitKey(SyntaxNode read)
    {
        if (read is not ExpressionSyntax expression)
        {
            return null;
        }

        var start = expression switch
        {
            ElementAccessExpressionSyntax access => _reach.Before(access.Expression),
            MemberAccessExpressionSyntax member => _reach.Before(member.Expression),
            _ => null,
        };
        var key = expression;
        while (key.Parent is MemberAccessExpressionSyntax or ConditionalAccessExpressionSyntax
            || (key.Parent is InvocationExpressionSyntax call && call.Expression == key))
        {
            key = (ExpressionSyntax)key.Parent;
        }

        return start is { } from && key.Parent is ArgumentSyntax or EqualsValueClauseSyntax or InterpolationSyntax or ArrowExpressionClauseSyntax or ReturnStatementSyntax
                or BinaryExpressionSyntax { RawKind: (int)SyntaxKind.CoalesceExpression }
            ? new TextChange(TextSpan.FromBounds(start.Value.Position, key.Span.End), start.Value.Text + "RateLimitKey?.ToString() ?? \"unknown\"")
            : null;
    }

    /// <summary>A header that is missing gave empty text; where that matters to the compiler, the unknown client does too.</summary>
    private static IEnumerable<IReadOnlyList<TextChange>> WithFallback(SyntaxNode read, TextChange change)
    {
        yield return [change];
        var whole = read.ChainUpTo(change.Span.End);
        if (whole.Parent is ArgumentSyntax or EqualsValueClauseSyntax or ReturnStatementSyntax or ArrowExpressionClauseSyntax or AssignmentExpressionSyntax or InterpolationSyntax)
        {
            yield return [new TextChange(change.Span, change.NewText + " ?? \"\"")];
        }
        else
        {
            yield return [new TextChange(new TextSpan(whole.SpanStart, 0), "("), new TextChange(change.Span, change.NewText + " ?? \"\")")];
        }
    }

    private bool IsUsedAsText(ExpressionSyntax read)
    {
        var converted = model.GetTypeInfo(read, cancellation).ConvertedType;
        return converted?.SpecialType == SpecialType.System_String || read.Parent is InterpolationSyntax;
    }
}

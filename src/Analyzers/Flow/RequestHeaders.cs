using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ClientIpAnalyzers.Analyzers.Flow;

/// <summary>One access to a header of the request, whatever its name.</summary>
/// <param name="IsSplit">The value is the list of entries already, in the order of the header.</param>
internal readonly record struct HeaderAccess(IOperation Operation, IOperation Name, bool IsSplit);

/// <summary>Recognises accesses to request headers, in ASP.NET Core, HttpListener, Functions and gRPC.</summary>
internal sealed class RequestHeaders(WellKnownTypes types, ClientAddressHeaders known)
{
    public HeaderAccess? Match(IOperation operation, Body? body)
    {
        switch (operation)
        {
            case IPropertyReferenceOperation { Property.IsIndexer: true, Arguments: [{ Value: { Type.SpecialType: SpecialType.System_String } name }] } indexer
                when !indexer.IsWritten() && IsRequestCollection(indexer.InstanceOf(), body):
                return new HeaderAccess(indexer, name, IsSplit: false);
            case IInvocationOperation call when IsReadingMethod(call.TargetMethod.Name)
                && call.ExplicitArguments().FirstOrDefault()?.Value is { Type.SpecialType: SpecialType.System_String } name
                && !DiscardsResult(call, body)
                && IsRequestCollection(call.InstanceOf(), body):
                return new HeaderAccess(call, name, call.TargetMethod.Name == "GetCommaSeparatedValues");
            case IInvocationOperation query when HeaderQueries.NameIn(query) is { } name && IsRequestCollection(HeaderQueries.Source(query.InstanceOf()), body):
                return new HeaderAccess(query, name, IsSplit: false);
            case IPropertyReferenceOperation { Property.Name: "Value", Instance: ILocalReferenceOperation { Local: var pair } } value
                when pair.Type.Name == "KeyValuePair" && body is not null && IsRequestPair(pair, body) && HeaderQueries.NameOf(pair, body) is { } name:
                return new HeaderAccess(value, name, IsSplit: false);
            default:
                return null;
        }
    }

    /// <summary><c>foreach (var pair in context.Request.Headers)</c>.</summary>
    private bool IsRequestPair(ILocalSymbol pair, Body body)
        => body.DefinitionsOf(pair) is [{ Kind: DefinitionKind.Element, Source: var source }] && IsRequestCollection(source.Unwrap(), body);

    /// <summary>The constant name of a header read in the value that makes no claim about the client; null without one.</summary>
    public string? OtherHeaderIn(IOperation value, Body body, int depth = 4)
    {
        if (depth == 0)
        {
            return null;
        }

        foreach (var part in value.DescendantsAndSelf())
        {
            if (Match(part, body) is { Name: var nameOperation })
            {
                var name = nameOperation.Unwrap().ConstantValue is { HasValue: true, Value: string text } ? text : NameOfSymbol(nameOperation);
                if (name is not null && !known.Contains(name) && !IsPublicHeader(name))
                {
                    return name;
                }
            }

            if (part is ILocalReferenceOperation local
                && body.DefinitionsOf(local.Local).Select(definition => OtherHeaderIn(definition.Source, body, depth - 1))
                    .FirstOrDefault(found => found is not null) is { } inner)
            {
                return inner;
            }
        }

        return null;
    }

    /// <summary>Whether anything in the value is taken from the request itself.</summary>
    public static bool IsFromRequest(IOperation value, Body body, int depth = 4)
        => depth > 0 && value.DescendantsAndSelf().Any(part
            => (part is IPropertyReferenceOperation { Property.ContainingType: { } owner } && owner.ToDisplayString() == "Microsoft.AspNetCore.Http.HttpRequest")
                || (part is ILocalReferenceOperation local
                    && body.DefinitionsOf(local.Local).Any(definition => IsFromRequest(definition.Source, body, depth - 1))));

    public bool IsRequestCollection(IOperation? collection, Body? body, int depth = 6)
    {
        if (collection is null || depth == 0)
        {
            return false;
        }

        switch (collection)
        {
            case ILocalReferenceOperation local when body?.DefinitionsOf(local.Local) is { Count: > 0 } definitions:
                return definitions.All(definition
                    => definition.Kind == DefinitionKind.Value
                        && (definition.Source.IsNullOrDefault() || IsRequestCollection(definition.Source.Unwrap(), body, depth - 1)));
            case IInvocationOperation when HeaderQueries.Source(collection) is { } source && source != collection:
                return IsRequestCollection(source, body, depth - 1);
            case IConditionalAccessOperation access:
                return IsRequestCollection(access.WhenNotNull.Unwrap(), body, depth - 1);
            case ICoalesceOperation coalesce:
                return IsRequestCollection(coalesce.Value.Unwrap(), body, depth - 1);
            case IPropertyReferenceOperation { Property: var property }:
                return property.Name switch
                {
                    "Headers" when property.ContainingType.Is(types.HttpListenerRequest) => true,
                    "Headers" when property.ContainingType.IsOrInherits(types.HttpRequestData) => true,
                    "RequestHeaders" when property.ContainingType.IsOrInherits(types.ServerCallContext) => true,
                    _ => IsHeaderDictionary(collection.Type) && !IsOfResponse(property),
                };
            case IParameterReferenceOperation { Parameter: var parameter }:
                return IsHeaderDictionary(parameter.Type) && !SaysOutbound(parameter.Name);
            case IMemberReferenceOperation { Member: var member }:
                return IsHeaderDictionary(collection.Type) && !SaysOutbound(member.Name);
            default:
                return IsHeaderDictionary(collection.Type) && collection is not IObjectCreationOperation;
        }
    }

    private bool IsOfResponse(IPropertySymbol property)
        => property.ContainingType.IsOrInherits(types.HttpResponse)
            || property.ContainingType.IsOrInherits(types.HttpResponseFeature)
            || property.Name is "Trailers"
            || SaysOutbound(property.Name);

    private bool IsHeaderDictionary(ITypeSymbol? type)
        => type.IsOrInherits(types.HeaderDictionary) || type.Is(types.RequestHeaders);

    private static bool SaysOutbound(string name)
        => name.IndexOf("response", StringComparison.OrdinalIgnoreCase) >= 0
            || name.IndexOf("outbound", StringComparison.OrdinalIgnoreCase) >= 0
            || name.IndexOf("outgoing", StringComparison.OrdinalIgnoreCase) >= 0;

    private static bool IsReadingMethod(string name)
        => name is "TryGetValue" or "GetCommaSeparatedValues" or "GetValueOrDefault" or "TryGetValues" or "GetValues" or "GetValue"
            or "Get" or "GetAll" or "GetList" or "GetValueBytes" or "get_Item";

    /// <summary><c>TryGetValue(name, out _)</c>, or a variable that nobody reads, asks only whether the header is there.</summary>
    private static bool DiscardsResult(IInvocationOperation call, Body? body)
        => call.Arguments.Any(argument
            => argument.Parameter?.RefKind == RefKind.Out
                && (argument.Value is IDiscardOperation or IDeclarationExpressionOperation { Expression: IDiscardOperation }
                    || (argument.Value is IDeclarationExpressionOperation { Expression: ILocalReferenceOperation unread } && body?.ReferencesTo(unread.Local).Count == 1)));

    private static string? NameOfSymbol(IOperation operation) => operation.Unwrap() switch
    {
        IMemberReferenceOperation member => member.Member.Name,
        ILocalReferenceOperation local => local.Local.Name,
        IParameterReferenceOperation parameter => parameter.Parameter.Name,
        _ => null,
    };

    /// <summary>Headers that every browser or proxy fills in: whoever knows one knows no secret.</summary>
    private static bool IsPublicHeader(string name)
        => name.StartsWith("X-Forwarded-", StringComparison.OrdinalIgnoreCase)
            || name.ToUpperInvariant() is "HOST" or "ORIGIN" or "REFERER" or "USER-AGENT" or "ACCEPT" or "CONTENT-TYPE" or "COOKIE";
}

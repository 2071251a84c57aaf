using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace ClientIpAnalyzers.AspNetCore;

/// <summary>
/// Tells MVC and Razor Pages where a <see cref="ClientIp"/> comes from, wherever one stands: from the request's answer
/// and nothing else. The source is special, so that API descriptions leave it out.
/// </summary>
[AttributeUsage(AttributeTargets.Struct)]
internal sealed class ClientIpBindingAttribute : Attribute, IBinderTypeProviderMetadata
{
    public Type BinderType => typeof(ClientIpModelBinder);

    public BindingSource BindingSource => BindingSource.Special;
}

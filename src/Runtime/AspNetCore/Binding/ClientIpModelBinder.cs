using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.ModelBinding.Validation;

namespace ClientIpAnalyzers.AspNetCore;

/// <summary>Gives an action or a page handler the client of its request; it looks at no value of the request.</summary>
internal sealed class ClientIpModelBinder : IModelBinder
{
    public Task BindModelAsync(ModelBindingContext bindingContext)
    {
        ArgumentNullException.ThrowIfNull(bindingContext);
        object client = bindingContext.HttpContext.GetClientIp();

        // There is nothing in it that a user could have got wrong.
        bindingContext.ValidationState.Add(client, new ValidationStateEntry { SuppressValidation = true });
        bindingContext.Result = ModelBindingResult.Success(client);
        return Task.CompletedTask;
    }
}

using ClientIpAnalyzers.Declarations;
using ClientIpAnalyzers.Generators.Model;

namespace ClientIpAnalyzers.Generators.Emit;

/// <summary>Writes the member <c>ClientIp</c> of a controller, page model, hub and the like.</summary>
internal static class AccessorEmitter
{
    public static string Emit(AccessorModel model)
    {
        var writer = new CodeWriter();
        TypeEmitter.Head(writer, model.Namespace);
        TypeEmitter.Reopen(writer, model.Types, [], () => EmitProperty(writer, model));
        return writer.ToString();
    }

    private static void EmitProperty(CodeWriter writer, AccessorModel model)
    {
        writer.Summary("The client of the current request; unknown where there is none.");
        writer.Line(Names.GeneratedCode);
        writer.Line($"{model.Accessibility} {(model.Hides ? "new " : string.Empty)}{Names.ClientIp} ClientIp");
        using (writer.Indent())
        {
            if (model.PolicyName is not { } policy || model.Reach is not { } reach)
            {
                writer.Line("=> default;");
                return;
            }

            var context = reach.Expression == "current" ? "httpContext" : "current";
            var read = reach.Kind switch
            {
                ContextReachKind.HubCaller =>
                    $"{reach.Expression} is {{ }} caller"
                    + $" && global::Microsoft.AspNetCore.SignalR.GetHttpContextExtensions.GetHttpContext(caller) is {{ }} {context}",
                ContextReachKind.Accessor => $"{reach.Expression}?.HttpContext is {{ }} {context}",
                _ => $"{reach.Expression} is {{ }} {context}",
            };
            writer.Line("=> " + read);
            using (writer.Indent())
            {
                writer.Line($"? global::Microsoft.AspNetCore.Http.ClientIpHttpContextExtensions.GetClientIp<{policy}>({context})");
                writer.Line(": default;");
            }
        }
    }
}
